internal import Foundation

/// The secrets of a journal, each in a private file next to it.
///
/// A secret is durable before the first intent that uses it, and is removed when no account needs its password any
/// more.
public struct SecretStore: Sendable {
    private let prefix: String

    /// Creates the store of the journal at this path.
    public init(journal path: String) {
        prefix = path + ".secret-"
    }

    /// Returns all existing secrets.
    public func load() throws(JournalError) -> [SecretID: PasswordSecret] {
        var secrets: [SecretID: PasswordSecret] = [:]
        for id in ids() {
            let path = prefix + id.rawValue
            let bytes = try privately { () throws(PrivateFileError) in try PrivateFile.contents(of: path) }
            // The file was cut off during creation, so no password was derived from it.
            guard let secret = PasswordSecret(bytes: bytes) else { continue }
            guard secret.id == id else {
                throw .cannotOpen(path: path, reason: "it is not the secret that was made under this name")
            }
            secrets[id] = secret
        }
        return secrets
    }

    /// Creates a secret; it is on the disk when this returns.
    public func create() throws(JournalError) -> PasswordSecret {
        let secret = PasswordSecret()
        try insert([secret.id: secret])
        return secret
    }

    /// Copies secrets from another store; they are on the disk when this returns.
    func insert(_ secrets: [SecretID: PasswordSecret]) throws(JournalError) {
        let known = try load()
        for (id, secret) in secrets where known[id] == nil {
            let path = prefix + id.rawValue
            // An existing file that is not a secret was cut off during writing.
            unlink(path)
            try privately { () throws(PrivateFileError) in
                try PrivateFile(path, mustBeNew: true).append(secret.bytes)
                try PrivateFile.syncDirectory(of: path)
            }
        }
    }

    private func privately<Value>(
        _ body: () throws(PrivateFileError) -> Value
    ) throws(JournalError) -> Value {
        do { return try body() } catch { throw .cannotOpen(path: error.path, reason: error.reason) }
    }

    /// The ids of the existing secrets.
    var present: Set<SecretID> { Set(ids()) }

    /// Removes every secret except these.
    func remove(except needed: Set<SecretID>) {
        for id in ids() where !needed.contains(id) { unlink(prefix + id.rawValue) }
    }

    private func ids() -> [SecretID] {
        let url = URL(fileURLWithPath: prefix)
        let name = url.lastPathComponent
        let names = (try? FileManager.default.contentsOfDirectory(atPath: url.deletingLastPathComponent().path)) ?? []
        return names.filter { $0.hasPrefix(name) }.map { SecretID(rawValue: String($0.dropFirst(name.count))) }
            .filter { $0.rawValue.utf8.count == 16 }.sorted { $0.rawValue < $1.rawValue }
    }
}

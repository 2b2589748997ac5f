internal import Foundation

/// The secrets of a journal, each in a private file of its own beside it.
///
/// A secret is durable before the first intent that uses it, and goes when no account waits for its password any more.
public struct SecretStore: Sendable {
    private let prefix: String

    /// The store of the journal at this path.
    public init(journal path: String) {
        prefix = path + ".secret-"
    }

    /// All secrets that are there.
    public func load() throws(JournalError) -> [SecretID: PasswordSecret] {
        var secrets: [SecretID: PasswordSecret] = [:]
        for id in ids() {
            let path = prefix + id.rawValue
            let bytes = try privately { () throws(PrivateFileError) in try PrivateFile.contents(of: path) }
            // Cut off while it was made, so nothing was ever derived from it.
            guard let secret = PasswordSecret(bytes: bytes) else { continue }
            guard secret.id == id else {
                throw .cannotOpen(path: path, reason: "it is not the secret that was made under this name")
            }
            secrets[id] = secret
        }
        return secrets
    }

    /// A new secret, on the disk when this returns.
    public func create() throws(JournalError) -> PasswordSecret {
        let secret = PasswordSecret()
        try take([secret.id: secret])
        return secret
    }

    /// Takes in secrets of another store, on the disk when this returns.
    func take(_ secrets: [SecretID: PasswordSecret]) throws(JournalError) {
        let known = try load()
        for (id, secret) in secrets where known[id] == nil {
            let path = prefix + id.rawValue
            // What is there and is no secret was cut off while it was written.
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

    /// The identifiers of those that are there.
    var present: Set<SecretID> { Set(ids()) }

    /// Removes every secret but these.
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

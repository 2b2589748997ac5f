import Accounts
import FlowServ
import Foundation
import Provisioning

/// The tokens saved by `user login --save`, one per server, in a file that only its owner may read.
///
/// A token is valid for 24 hours; a saved one is used like FLOWSERV_ACCESS_TOKEN.
struct SavedLogins {
    private let path: String

    init() {
        let home = Environment.value("HOME") ?? NSHomeDirectory()
        path = (Environment.value("XDG_CONFIG_HOME") ?? home + "/.config") + "/rollcall/credentials"
    }

    /// Returns the token for a server, if one was saved.
    func token(for server: ServerAddress) throws -> AccessToken? {
        let tokens = try tokens()
        return Self.key(of: server, in: tokens).flatMap { tokens[$0] }.map(AccessToken.init)
    }

    /// Saves a token.
    func save(_ token: AccessToken, for server: ServerAddress) throws {
        try change { tokens in
            Self.remove(server, from: &tokens)
            tokens[server.url] = token.reveal()
        }
    }

    /// Removes the token of a server.
    ///
    /// - Returns: Whether there was one.
    @discardableResult
    func remove(_ server: ServerAddress) throws -> Bool {
        guard try Self.key(of: server, in: tokens()) != nil else { return false }
        try change { Self.remove(server, from: &$0) }
        return true
    }

    /// Returns the spelling of the server's address with which its token was saved.
    private static func key(of server: ServerAddress, in tokens: [String: String]) -> String? {
        tokens[server.url] == nil ? tokens.keys.sorted().first(where: server.isSpelled) : server.url
    }

    private static func remove(_ server: ServerAddress, from tokens: inout [String: String]) {
        tokens = tokens.filter { !server.isSpelled($0.key) }
    }

    private func change(_ body: (inout [String: String]) -> Void) throws {
        var tokens = try tokens()
        body(&tokens)
        try reporting {
            try FileManager.default.createDirectory(
                at: URL(fileURLWithPath: path).deletingLastPathComponent(), withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700])
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
            try PrivateFile.replace(path, with: Array(try encoder.encode(tokens)))
        }
    }

    private func tokens() throws -> [String: String] {
        guard FileManager.default.fileExists(atPath: path) else { return [:] }
        return try reporting {
            try JSONDecoder().decode([String: String].self, from: Data(try PrivateFile.contents(of: path)))
        }
    }

    private func reporting<Value>(_ body: () throws -> Value) throws -> Value {
        do {
            return try body()
        } catch let error as PrivateFileError {
            throw Failure(.error, "The saved logins cannot be used: \(error).  Remove the file and log in again.")
        } catch {
            throw Failure(.error, "The saved logins \(path) cannot be used.  Remove the file and log in again.")
        }
    }
}

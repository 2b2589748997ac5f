import Foundation
import TestSupport

/// The passwords that a server gets for the accounts of rosters, by their names: what counts is what leaves, not what a
/// reader says of itself.
enum ReceivedPasswords {
    private struct Registration: Decodable {
        let username: Exactly
        let password: Exactly
    }

    /// Applies rosters, and gives what the server got.
    static func ofApplying(_ files: [String], flags: [String] = []) async throws -> [Exactly: Exactly] {
        let log = WireLog()
        try await RawServer.run(log, script: CannedFlowServ.answer) { server in
            let rollcall = try Command(server: server.url).with(["FLOWSERV_ACCESS_TOKEN": CannedFlowServ.token])
            let applied = try await rollcall.run(["apply", "--yes", "--no-verify"] + flags + files)
            // Rows without a password are blocked.
            guard [0, 3].contains(applied.code) else { throw FailedScript(description: applied.everything) }
        }
        var passwords: [Exactly: Exactly] = [:]
        for request in log.requests where request.target.hasSuffix("/users/register") {
            let sent = try JSONDecoder().decode(Registration.self, from: Data(request.body))
            passwords[sent.username] = sent.password
        }
        return passwords
    }
}

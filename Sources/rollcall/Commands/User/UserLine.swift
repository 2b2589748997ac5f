import Accounts
import FlowServ

/// An account in output for programs.
struct UserLine: Encodable {
    let id: String
    let username: AccountName

    init(_ user: User) {
        id = user.id.rawValue
        username = user.username
    }
}

/// An account in output for people: its id and its name.
enum UserText {
    static func line(_ user: User) -> String {
        PrintableText.escaped("\(user.id)  \(user.username)")
    }
}

extension ServerSession {
    /// Opens a session, performs an operation and always closes the session.
    static func with(
        _ options: ServerOptions, needsLogin: Bool, logsOut: Bool = false,
        _ body: (ServerSession) async throws -> Void
    ) async throws {
        let session = needsLogin ? try await open(options, logsOut: logsOut) : try await openWithoutLogin(options)
        do {
            try await body(session)
        } catch {
            await session.close()
            throw error
        }
        await session.close()
    }
}

import ArgumentParser
import FlowServ

/// `rollcall user logout`: ends every session of the logged-in account.
struct UserLogoutCommand: AsyncParsableCommand, ExampledCommand {
    static let configuration = CommandConfiguration(
        commandName: "logout",
        abstract: "Log out: end all sessions of the current account.",
        usage: "rollcall user logout [<options>]",
        discussion: "The current account is the one whose token is in FLOWSERV_ACCESS_TOKEN, or else saved.")

    static let examples = [
        Example("End all sessions of the account that is logged in", "rollcall user logout")
    ]

    @OptionGroup(title: HelpSection.server) var server: ServerOptions
    @OptionGroup var general: GeneralOptions

    func run() async throws {
        try general.start()
        try await ServerSession.with(server, needsLogin: false) { session in
            let user: User
            do throws(ServiceError) {
                user = try await session.service.logoutUser()
            } catch {
                // The token is invalid already; there is no session to end.
                if error.status == 500 || error.isNotLoggedIn { try forget(session.address) }
                guard error.status == 500 else {
                    throw Failure(error, doing: "the logout failed", at: session.address.url)
                }
                throw Failure(
                    .serverFailure,
                    "\(session.address.url): logout failed: HTTP 500.  flowServ says this when the token has ended "
                        + "already.  To see that, type: \(SuggestedCommand.text("user whoami"))")
            }
            try forget(session.address)
            Console.product(UserText.line(user))
        }
    }

    /// Removes the saved token, if it is the one that was used.
    private func forget(_ server: ServerAddress) throws {
        if Environment.value("FLOWSERV_ACCESS_TOKEN") == nil { try SavedLogins().remove(server) }
    }
}

extension ServiceError {
    fileprivate var isNotLoggedIn: Bool { if case .notLoggedIn = self { true } else { false } }
}

import Accounts
import ArgumentParser
import FlowServ

/// `rollcall user login`: prints a token.
struct UserLoginCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "login", abstract: "Log in and print the access token.",
        discussion: """
            Every login of one account yields the same token for 24 hours.  To use it for the commands that follow:

              export FLOWSERV_ACCESS_TOKEN=$(rollcall user login NAME --password-file FILE)

            Or keep it with --save, in a file that only you can read; rollcall user logout removes it.
            """)

    @Argument(help: "The account's name.") var name: String
    @Option(help: "A file whose first line is the password; - is standard input.  Without it, a terminal is asked.")
    var passwordFile: String?
    @Flag(help: "Keep the token for the commands that follow, and do not print it.") var save = false
    @OptionGroup var server: ServerOptions
    @OptionGroup var general: GeneralOptions

    func run() async throws {
        try general.start()
        let password = try password()
        try await ServerSession.with(server, needsLogin: false) { session in
            let login: Login
            do throws(ServiceError) {
                login = try await session.service.loginUser(name, password: password)
            } catch {
                throw Failure(login: error, as: name, at: session.address.url)
            }
            if save {
                try SavedLogins().save(login.token, for: session.address)
                Console.note("Logged in as \(PrintableText.escaped(name)) for 24 hours.")
            } else {
                Console.product(login.token.reveal())
            }
        }
    }

    private func password() throws -> Secret {
        if let passwordFile { return try PasswordInput.read(file: passwordFile) }
        guard Console.canAsk else {
            throw Failure(.usage, "There is no terminal to ask for the password on.  Pass --password-file FILE.")
        }
        return try PasswordInput.ask("Password: ")
    }
}

/// `rollcall user logout`: ends every session of the account that we are logged in as.
struct UserLogoutCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "logout",
        abstract: "End all sessions of the account whose token is saved or in FLOWSERV_ACCESS_TOKEN.")

    @OptionGroup var server: ServerOptions
    @OptionGroup var general: GeneralOptions

    func run() async throws {
        try general.start()
        try await ServerSession.with(server, needsLogin: false) { session in
            let user: User
            do throws(ServiceError) {
                user = try await session.service.logoutUser()
            } catch {
                // The token is dead already; there is nothing left to end.
                if error.status == 500 || error.isNotLoggedIn { try forget(session.address) }
                guard error.status == 500 else {
                    throw Failure(error, doing: "the logout failed", at: session.address.url)
                }
                throw Failure(
                    .serverTrouble,
                    "\(session.address.url): the logout failed: HTTP 500.  flowServ says this when the token has ended "
                        + "already.  To see that, type: \(NextCall.text("user whoami"))")
            }
            try forget(session.address)
            Console.product(UserText.line(user))
        }
    }

    /// Removes the saved token, if that is the one that was used.
    private func forget(_ server: ServerAddress) throws {
        if Environment.value("FLOWSERV_ACCESS_TOKEN") == nil { try SavedLogins().remove(server) }
    }
}

extension ServiceError {
    fileprivate var isNotLoggedIn: Bool { if case .notLoggedIn = self { true } else { false } }
}

/// `rollcall user whoami`: the account that we are logged in as.
struct UserWhoamiCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "whoami", abstract: "Show the account that we are logged in as.")

    @OptionGroup var server: ServerOptions
    @OptionGroup var logout: LogoutOptions
    @OptionGroup var general: GeneralOptions

    func run() async throws {
        try general.start()
        try await ServerSession.with(server, needsLogin: true, logsOut: logout.logout) { session in
            let user = try await session.call("the server does not know us") { service throws(ServiceError) in
                try await service.whoamiUser()
            }
            Console.product(UserText.line(user))
        }
    }
}

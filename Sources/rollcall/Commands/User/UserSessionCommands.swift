import ArgumentParser
import FlowServ

/// `rollcall user login`: prints a token.
struct UserLoginCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "login", abstract: "Log in and print the access token.",
        discussion: """
            Every login of one account yields the same token for 24 hours.  To use it for the commands that follow:

              export FLOWSERV_ACCESS_TOKEN=$(rollcall user login NAME --password-file FILE)
            """)

    @Argument(help: "The account's name.") var name: String
    @Option(help: "A file whose first line is the password; - is standard input.") var passwordFile: String
    @OptionGroup var server: ServerOptions

    func run() async throws {
        let password = try PasswordInput.read(file: passwordFile)
        try await ServerSession.with(server, needsLogin: false) { session in
            let login: Login
            do throws(ServiceError) {
                login = try await session.service.loginUser(name, password: password)
            } catch {
                throw Failure(login: error, as: name, at: session.address.url)
            }
            Console.product(login.token.reveal())
        }
    }
}

/// `rollcall user logout`: ends every session of the account whose token is in FLOWSERV_ACCESS_TOKEN.
struct UserLogoutCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "logout", abstract: "End all sessions of the account whose token is in FLOWSERV_ACCESS_TOKEN.")

    @OptionGroup var server: ServerOptions

    func run() async throws {
        try await ServerSession.with(server, needsLogin: false) { session in
            let user: User
            do throws(ServiceError) {
                user = try await session.service.logoutUser()
            } catch {
                guard error.status == 500 else {
                    throw Failure(error, doing: "the logout failed", at: session.address.url)
                }
                throw Failure(
                    .serverTrouble,
                    "\(session.address.url): the logout failed: HTTP 500.  flowServ says this when the token has ended "
                        + "already; rollcall user whoami tells.")
            }
            Console.product(UserText.line(user))
        }
    }
}

/// `rollcall user whoami`: the account that we are logged in as.
struct UserWhoamiCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "whoami", abstract: "Show the account that we are logged in as.")

    @OptionGroup var server: ServerOptions

    func run() async throws {
        try await ServerSession.with(server, needsLogin: true) { session in
            let user = try await session.call("the server does not know us") { service throws(ServiceError) in
                try await service.whoamiUser()
            }
            Console.product(UserText.line(user))
        }
    }
}

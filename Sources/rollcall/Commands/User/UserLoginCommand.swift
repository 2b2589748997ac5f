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

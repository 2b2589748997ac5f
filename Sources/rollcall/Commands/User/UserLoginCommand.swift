import Accounts
import ArgumentParser
import FlowServ

/// `rollcall user login`: prints an access token.
struct UserLoginCommand: AsyncParsableCommand, ExampledCommand {
    static let configuration = CommandConfiguration(
        commandName: "login", abstract: "Log in and print the access token.",
        usage: "rollcall user login [<options>] <name>",
        discussion: """
            Every login of an account yields the same token for 24 hours. With --save it is kept in a file that only \
            you can read; rollcall user logout removes that.
            """)

    static let examples = [
        Example("Log in for the next 24 hours", "rollcall user login admin --save"),
        Example(
            "Log in for this shell only",
            "export FLOWSERV_ACCESS_TOKEN=$(rollcall user login admin --password-file pw)"),
    ]

    /// The source of the password and the destination of the token.
    struct Choice: ParsableArguments {
        @Flag(help: "Keep the token for later commands instead of printing it.") var save = false
        @Option(
            help: ArgumentHelp(
                "A file whose first line is the password; - is standard input (default: ask on the terminal).",
                valueName: "file"),
            completion: .file())
        var passwordFile: String?
    }

    @Argument(help: ArgumentHelp("The name of the account.", valueName: "name")) var name: String
    @OptionGroup(title: HelpSection.common) var choice: Choice
    @OptionGroup(title: HelpSection.server) var server: ServerOptions
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
            if choice.save {
                try SavedLogins().save(login.token, for: session.address)
                Console.note("Logged in as \(PrintableText.escaped(name)) for 24 hours.")
            } else {
                Console.product(login.token.reveal())
            }
        }
    }

    private func password() throws -> Secret {
        if let passwordFile = choice.passwordFile { return try PasswordInput.read(file: passwordFile) }
        guard Console.canAsk else {
            throw Failure(.usage, "There is no terminal to ask for the password on.  Pass --password-file FILE.")
        }
        return try PasswordInput.ask("Password: ")
    }
}

import ArgumentParser
import FlowServ

/// `rollcall user reset-password`: sets a password with a password reset id.
struct UserResetPasswordCommand: AsyncParsableCommand, ExampledCommand {
    static let configuration = CommandConfiguration(
        commandName: "reset-password", abstract: "Set a new password with a reset id.",
        usage: "rollcall user reset-password [<options>] --password-file <file> [<id>]",
        discussion: """
            Whoever has the id can set the password, and ps shows command lines to everybody: on a shared machine, \
            use --request-id-file. If both come from standard input, the id is the first line and the password the \
            second.
            """)

    static let examples = [
        Example(
            "Set a password, and be asked for nothing",
            "rollcall user reset-password --request-id-file id --password-file password")
    ]

    /// The sources of the id and the password.
    struct Choice: ParsableArguments {
        @Option(
            help: ArgumentHelp(
                "A file whose first line is the new password; - is standard input.", valueName: "file"),
            completion: .file())
        var passwordFile: String
        @Option(
            help: ArgumentHelp("A file whose first line is the id; - is standard input.", valueName: "file"),
            completion: .file())
        var requestIDFile: String?
    }

    @Argument(help: ArgumentHelp("The id that request-password-reset printed.", valueName: "id"))
    var requestID: String?
    @OptionGroup(title: HelpSection.common) var choice: Choice
    @OptionGroup(title: HelpSection.server) var server: ServerOptions
    @OptionGroup var general: GeneralOptions

    func validate() throws {
        guard (requestID == nil) != (choice.requestIDFile == nil) else {
            throw ValidationError("Give the reset id either as REQUEST-ID or with --request-id-file.")
        }
    }

    func run() async throws {
        try general.start()
        let id = try requestID ?? choice.requestIDFile.map(PasswordInput.line) ?? ""
        let password = try PasswordInput.newPassword(file: choice.passwordFile)
        try await ServerSession.with(server, needsLogin: false) { session in
            let user = try await session.call("the password was not set", changes: true) {
                service throws(ServiceError) in
                try await service.resetPassword(ResetRequestID(id), to: password)
            }
            Console.product(UserText.line(user))
        }
    }
}

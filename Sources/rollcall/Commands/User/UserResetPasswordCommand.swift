import ArgumentParser
import FlowServ

/// `rollcall user reset-password`: sets a password with a reset id.
struct UserResetPasswordCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reset-password", abstract: "Set a new password with a reset id.",
        discussion: """
            Until it is used, the id is as good as the password, and ps shows command lines to everybody: on a shared \
            machine give it with --request-id-file.  When both come from standard input, the id is the first line and \
            the password the second.
            """)

    @Argument(help: "The id that request-password-reset printed.") var requestID: String?
    @Option(help: "A file whose first line is the id; - is standard input.") var requestIDFile: String?
    @Option(help: "A file whose first line is the new password; - is standard input.") var passwordFile: String
    @OptionGroup var server: ServerOptions
    @OptionGroup var general: GeneralOptions

    func validate() throws {
        guard (requestID == nil) != (requestIDFile == nil) else {
            throw ValidationError("Give the reset id either as REQUEST-ID or with --request-id-file.")
        }
    }

    func run() async throws {
        try general.start()
        let id = try requestID ?? requestIDFile.map(PasswordInput.line) ?? ""
        let password = try PasswordInput.newPassword(file: passwordFile)
        try await ServerSession.with(server, needsLogin: false) { session in
            let user = try await session.call("the password was not set", changes: true) {
                service throws(ServiceError) in
                try await service.resetPassword(ResetRequestID(id), to: password)
            }
            Console.product(UserText.line(user))
        }
    }
}

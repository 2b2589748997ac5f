import ArgumentParser
import FlowServ

/// `rollcall user request-password-reset`: prints a reset id.
struct UserRequestPasswordResetCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "request-password-reset", abstract: "Ask for a password reset and print its id.",
        discussion: """
            The id is good for 24 hours, a new one ends the old, and the server gives one for unknown names too.
            """)

    @Argument(help: "The account's name.") var name: String
    @OptionGroup var server: ServerOptions
    @OptionGroup var general: GeneralOptions

    func run() async throws {
        try general.start()
        try await ServerSession.with(server, needsLogin: false) { session in
            let request = try await session.call("no reset id was given out") { service throws(ServiceError) in
                try await service.requestPasswordReset(for: name)
            }
            Console.product(request.reveal())
        }
    }
}

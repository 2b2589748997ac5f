import ArgumentParser
import FlowServ

/// `rollcall user request-password-reset`: prints a password reset id.
struct UserRequestPasswordResetCommand: AsyncParsableCommand, ExampledCommand {
    static let configuration = CommandConfiguration(
        commandName: "request-password-reset", abstract: "Request a password reset and print its id.",
        usage: "rollcall user request-password-reset [<options>] <name>",
        discussion: """
            The id is valid for 24 hours, or until another one is requested. The server returns one for unknown names \
            too.
            """)

    static let examples = [
        Example("Let a person choose a new password", "rollcall user request-password-reset b.lumen")
    ]

    @Argument(help: ArgumentHelp("The name of the account.", valueName: "name")) var name: String
    @OptionGroup(title: HelpSection.server) var server: ServerOptions
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

import ArgumentParser
import FlowServ

/// `rollcall user list`: lists the active accounts.
struct UserListCommand: AsyncParsableCommand, ExampledCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List the active accounts.",
        usage: "rollcall user list [<options>]")

    static let examples = [
        Example("List all active accounts", "rollcall user list"),
        Example("List those whose names begin with lab-", "rollcall user list --query lab-"),
    ]

    /// The query and the output options.
    struct Output: ParsableArguments {
        @Option(help: ArgumentHelp("Only names that begin with this, byte for byte.", valueName: "prefix"))
        var query: String?
        @Option(help: ArgumentHelp("The form of the list.", valueName: "format")) var format: OutputFormat = .text
    }

    @OptionGroup(title: HelpSection.server) var server: ServerOptions
    @OptionGroup(title: HelpSection.server) var logout: LogoutOptions
    @OptionGroup(title: HelpSection.output) var output: Output
    @OptionGroup var general: GeneralOptions

    func run() async throws {
        try general.start()
        try await ServerSession.with(server, needsLogin: true, logsOut: logout.logout) { session in
            let users = try await session.call("the accounts cannot be listed") { service throws(ServiceError) in
                try await service.listUsers(query: output.query)
            }
            switch output.format {
            case .json: Console.product(try JSONOutput.text(["users": users.map(UserLine.init)]))
            case .text: if !users.isEmpty { Console.product(users.map(UserText.line).joined(separator: "\n")) }
            }
        }
    }
}

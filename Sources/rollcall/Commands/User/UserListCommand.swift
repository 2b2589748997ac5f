import ArgumentParser
import FlowServ

/// `rollcall user list`: the active accounts.
struct UserListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "List the active accounts.")

    @Option(help: "Only names that start with this, byte for byte.") var query: String?
    @Option(help: "text or json.") var format: OutputFormat = .text
    @OptionGroup var server: ServerOptions
    @OptionGroup var logout: LogoutOptions
    @OptionGroup var general: GeneralOptions

    func run() async throws {
        try general.start()
        try await ServerSession.with(server, needsLogin: true, logsOut: logout.logout) { session in
            let users = try await session.call("the accounts cannot be listed") { service throws(ServiceError) in
                try await service.listUsers(query: query)
            }
            switch format {
            case .json: Console.product(try JSONOutput.text(["users": users.map(UserLine.init)]))
            case .text: if !users.isEmpty { Console.product(users.map(UserText.line).joined(separator: "\n")) }
            }
        }
    }
}

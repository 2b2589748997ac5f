import ArgumentParser
import FlowServ

/// `rollcall user whoami`: shows the logged-in account.
struct UserWhoamiCommand: AsyncParsableCommand, ExampledCommand {
    static let configuration = CommandConfiguration(
        commandName: "whoami", abstract: "Show which account is logged in.",
        usage: "rollcall user whoami [<options>]")

    static let examples = [
        Example("See whether a login is still good", "rollcall user whoami")
    ]

    @OptionGroup(title: HelpSection.server) var server: ServerOptions
    @OptionGroup(title: HelpSection.server) var logout: LogoutOptions
    @OptionGroup var general: GeneralOptions

    func run() async throws {
        try general.start()
        try await ServerSession.with(server, needsLogin: true, logsOut: logout.logout) { session in
            let user = try await session.call("the login is not valid") { service throws(ServiceError) in
                try await service.whoamiUser()
            }
            Console.product(UserText.line(user))
        }
    }
}

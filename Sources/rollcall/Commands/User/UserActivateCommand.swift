import Accounts
import ArgumentParser
import FlowServ
import Provisioning

/// `rollcall user activate`: activates a pending account.
struct UserActivateCommand: AsyncParsableCommand, ExampledCommand {
    static let configuration = CommandConfiguration(
        commandName: "activate", abstract: "Activate a pending account.",
        usage: "rollcall user activate [<options>] <id>",
        discussion: "The server tells the id only in its answer to the registration; rollcall runs shows it again.")

    static let examples = [
        Example("Activate an account", "rollcall user activate 0123456789abcdef0123456789abcdef")
    ]

    @Argument(help: ArgumentHelp("The id of the account.", valueName: "id")) var id: String
    @OptionGroup(title: HelpSection.server) var server: ServerOptions
    @OptionGroup var general: GeneralOptions

    func run() async throws {
        try general.start()
        try await ServerSession.with(server, needsLogin: false) { session in
            let user = try await session.call("\(id) cannot be activated", changes: true) {
                service throws(ServiceError) in
                try await service.activateUser(UserID(rawValue: id))
            }
            Console.product(UserText.line(user))
        }
    }
}

import Accounts
import ArgumentParser
import FlowServ
import Provisioning

/// `rollcall user activate`: makes a pending account active.
struct UserActivateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "activate", abstract: "Make a pending account active.",
        discussion: "Only the answer to its registration carried the id; rollcall runs shows those it made.")

    @Argument(help: "The account's id.") var id: String
    @OptionGroup var server: ServerOptions
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

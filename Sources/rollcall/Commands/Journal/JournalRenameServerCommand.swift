import Accounts
import ArgumentParser
import FlowServ
import Foundation
import Provisioning

/// `rollcall journal rename-server`: records a new address of the server in the journal.
struct JournalRenameServerCommand: ExampledCommand {
    static let configuration = CommandConfiguration(
        commandName: "rename-server", abstract: "Tell the journal that its server has a new address.",
        usage: "rollcall journal rename-server [<options>] <old> <new>",
        discussion: "It must be the same server with the same accounts: a journal belongs to one server.")

    static let examples = [
        Example(
            "Go on after the server was moved",
            "rollcall journal rename-server https://old.example https://new.example")
    ]

    @Argument(help: ArgumentHelp("The address in the journal.", valueName: "old")) var old: String
    @Argument(help: ArgumentHelp("The new address.", valueName: "new")) var new: String
    @OptionGroup(title: HelpSection.journal) var journalOptions: JournalOptions
    @OptionGroup var general: GeneralOptions

    func run() throws {
        try general.start()
        let (from, to) = (try address(old), try address(new))
        let locked = try journalOptions.lockedExisting()
        let journal = locked.journal
        guard let recorded = try journal.server() else {
            throw Failure(
                .error,
                "The journal \(journal.path) does not belong to a server yet.  Its first run decides to which.")
        }
        if to.isSpelled(recorded) {
            return Console.note("The journal \(PrintableText.escaped(journal.path)) belongs to \(recorded) already.")
        }
        guard from.isSpelled(recorded) else {
            throw Failure(
                .error,
                "The journal \(journal.path) belongs to \(recorded), not to \(from).  To rename that one, type: "
                    + SuggestedCommand.text(
                        "journal rename-server "
                            + [recorded, to.url].map { AccountName($0).shellWord }.joined(separator: " ")))
        }
        try journal.changeServer(from: from, to: to)
        withExtendedLifetime(locked) {}
        Console.note("The journal \(PrintableText.escaped(journal.path)) belongs to \(to) now.")
    }

    private func address(_ text: String) throws -> ServerAddress {
        do { return try ServerAddress(text) } catch { throw Failure(.usage, "\(error)") }
    }
}

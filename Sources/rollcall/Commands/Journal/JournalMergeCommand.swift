import Accounts
import ArgumentParser
import FlowServ
import Foundation
import Provisioning

/// `rollcall journal merge`: merges several journals into one.
struct JournalMergeCommand: ExampledCommand {
    static let configuration = CommandConfiguration(
        commandName: "merge", abstract: "Combine journals: of all shards, or of machines that took turns.",
        usage: "rollcall journal merge [<options>] <out> <journal> ...",
        discussion: """
            The journals must belong to one server and must not have an unfinished run. They stay as they are; from \
            then on, use only the new one.
            """)

    static let examples = [
        Example(
            "Combine the journals of two shards",
            "rollcall journal merge journal.sqlite shard-0.sqlite shard-1.sqlite")
    ]

    @Argument(help: ArgumentHelp("The new journal.", valueName: "out"), completion: .file()) var out: String
    @Argument(help: ArgumentHelp("A journal to combine.", valueName: "journal"), completion: .file())
    var journals: [String]
    @OptionGroup var general: GeneralOptions

    func run() throws {
        try general.start()
        for path in journals where try !JournalOptions.exists(path) {
            throw Failure(.error, "There is no journal at \(path).")
        }
        try Journal.checkMerging(journals, into: out)
        let lock = try RunLock(journal: out, started: Timestamp(Surroundings.current.date()))
        let locked = try journals.map(LockedJournal.init)
        let opened = Journals(locked.map(\.journal))
        for journal in opened.all { try DeliverySetup.recover(journal, isQuiet: false) }
        let merged = try Journal.merge(opened, into: out)
        withExtendedLifetime((lock, locked)) {}
        Console.note(
            PrintableText.escaped(out) + " holds " + counted(merged.runs, "run") + " and "
                + counted(merged.accounts, "account") + ".  Use only this journal from now on, and keep "
                + (journals.count == 1 ? "the other" : "the others") + " as a backup.")
    }
}

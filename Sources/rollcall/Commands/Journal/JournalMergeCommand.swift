import ArgumentParser
import FlowServ
import Foundation
import Provisioning

/// `rollcall journal merge`: one journal from several.
struct JournalMergeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "merge", abstract: "Make one journal of several: of all shards, or of machines that took turns.",
        discussion: """
            The journals must belong to one server and have no unfinished run.  They stay as they are; from then on only \
            the new one is to be used.
            """)

    @Argument(help: ArgumentHelp("The new journal.", valueName: "out")) var out: String
    @Argument(help: ArgumentHelp("The journals.", valueName: "journal")) var journals: [String]
    @OptionGroup var general: GeneralOptions

    func run() throws {
        try general.start()
        for path in journals where try !JournalOptions.exists(path) {
            throw Failure(.error, "There is no journal at \(path).")
        }
        do { try Journal.checkMerging(journals, into: out) } catch { throw Failure(error) }
        let lock = try RunLock.taking(out)
        let locked = try journals.map(LockedJournal.init)
        let opened = Journals(locked.map(\.journal))
        for journal in opened.all { try HandOutSetup.recover(journal, isQuiet: false) }
        let merged = try opened.reporting { try Journal.merge($0, into: out) }
        withExtendedLifetime((lock, locked)) {}
        Console.note(
            PrintableText.escaped(out) + " holds " + counted(merged.runs, "run") + " and "
                + counted(merged.accounts, "account") + ".  From now on use only this journal; keep "
                + (journals.count == 1 ? "the other" : "the others") + " as a backup.")
    }
}

extension RunLock {
    /// Takes the lock of the journal at a path, or fails.
    fileprivate static func taking(_ path: String) throws -> RunLock {
        do { return try RunLock(journal: path, started: Timestamp.text(Date())) } catch { throw Failure(error) }
    }
}

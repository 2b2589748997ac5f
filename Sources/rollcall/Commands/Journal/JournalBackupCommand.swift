import ArgumentParser
import Foundation
import Provisioning

/// `rollcall journal backup`: a copy of the journal, while a run may be going on.
struct JournalBackupCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup", abstract: "Copy the journal, while a run may be going on.",
        discussion: """
            FILE is the journal of one moment.  The secrets of first passwords that are still to be handed out lie beside it, as \
            FILE.secret-...; all are private and are to be kept so.  An earlier backup of this name is replaced, whole or not at \
            all.
            """)

    @Argument(help: ArgumentHelp("The copy.", valueName: "file")) var file: String
    @OptionGroup var journalOptions: JournalOptions
    @OptionGroup var general: GeneralOptions

    func run() throws {
        try general.start()
        let path = journalOptions.path
        guard try JournalOptions.exists(path) else { throw journalOptions.missing }
        do { try Journal.backUp(path, to: file) } catch { throw Failure(error) }
        Console.note("\(PrintableText.escaped(file)) is a backup of \(PrintableText.escaped(path)).")
    }
}

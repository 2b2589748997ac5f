import ArgumentParser
import Foundation
import Provisioning

/// `rollcall journal backup`: copies the journal, even while a run is in progress.
struct JournalBackupCommand: ExampledCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup", abstract: "Copy the journal, even during a run.",
        usage: "rollcall journal backup [<options>] <file>",
        discussion: """
            The copy is consistent. The secrets of first passwords that are not delivered yet are copied too, to files \
            beside it whose names end in .secret-... All of them are private; keep them so. An earlier backup with \
            this name is replaced, completely or not at all.
            """)

    static let examples = [
        Example("Copy the journal to another disk", "rollcall journal backup /var/backups/rollcall.sqlite")
    ]

    @Argument(help: ArgumentHelp("The copy.", valueName: "file"), completion: .file()) var file: String
    @OptionGroup(title: HelpSection.journal) var journalOptions: JournalOptions
    @OptionGroup var general: GeneralOptions

    func run() throws {
        try general.start()
        let path = journalOptions.path
        guard try JournalOptions.exists(path) else { throw journalOptions.missing }
        try Journal.backUp(path, to: file)
        Console.note("\(PrintableText.escaped(file)) is a backup of \(PrintableText.escaped(path)).")
    }
}

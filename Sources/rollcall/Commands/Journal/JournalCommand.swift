import ArgumentParser

/// `rollcall journal`: operations on the journal itself.
struct JournalCommand: ExampledCommand {
    static let configuration = CommandConfiguration(
        commandName: "journal", abstract: "Back up or merge journals, or rename their server.",
        subcommands: [JournalBackupCommand.self, JournalMergeCommand.self, JournalRenameServerCommand.self])

    static let examples = [
        Example("Copy the journal to another disk", "rollcall journal backup /var/backups/rollcall.sqlite")
    ]
}

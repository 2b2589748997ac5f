import ArgumentParser

/// `rollcall journal`: the journal itself.
struct JournalCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "journal", abstract: "Back up, merge or rebind the journal.",
        subcommands: [JournalBackupCommand.self, JournalMergeCommand.self, JournalRenameServerCommand.self])
}

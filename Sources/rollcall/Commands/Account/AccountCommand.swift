import ArgumentParser

/// `rollcall account`: an administrator's statements about single accounts, recorded in the journal.
struct AccountCommand: ExampledCommand {
    static let configuration = CommandConfiguration(
        commandName: "account", abstract: "Tell the journal what you know about an account.",
        subcommands: [AccountAdoptCommand.self, AccountRetryCommand.self])

    static let examples = [
        Example("See which accounts need attention, and what to type", "rollcall status --all")
    ]
}

import ArgumentParser
import Provisioning

/// `rollcall status`: the last run, and every account that needs somebody.
struct StatusCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status",
        abstract: "The last run, and every unfinished, unknown or stranded account with its remedy.")

    @OptionGroup var journalOptions: JournalOptions
    @Flag(help: "Name every account, however many there are.") var all = false
    @OptionGroup var general: GeneralOptions

    func run() throws {
        try general.start()
        guard let journal = try journalOptions.openIfPresent() else {
            Console.product("There is no journal at \(journalOptions.path) yet: nothing was applied.")
            return
        }
        try journal.reporting { journal in
            guard let last = try journal.runs(limit: 1).first else {
                Console.product("The journal \(journal.path) has no run yet.")
                return
            }
            let report = try journal.report(of: last.id, naming: .troubles)
            let text = StatusText(
                report: report, run: last, troubled: try journal.troubledAccounts(), waves: try journal.heldWaves(),
                owed: try journal.owedHandOuts(),
                showsAll: all)
            Console.product(text.render())
        }
    }
}

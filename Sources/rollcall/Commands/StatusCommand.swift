import ArgumentParser
import Provisioning

/// `rollcall status`: the last run, and every account that needs somebody.
struct StatusCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status",
        abstract: "The last run, and every unfinished, unknown or stranded account with its remedy.")

    @OptionGroup var journalOptions: JournalOptions

    func run() throws {
        guard let journal = try journalOptions.openIfPresent() else {
            Console.product("There is no journal at \(journalOptions.path) yet: nothing was applied.")
            return
        }
        try journal.reporting { journal in
            guard let last = try journal.runs(limit: 1).first else {
                Console.product("The journal \(journal.path) has no run yet.")
                return
            }
            let report = RunReport(
                run: last, server: try journal.server() ?? "?", actions: try journal.actions(of: last.id))
            Console.product(StatusText(report: report, run: last, troubled: try journal.troubledAccounts()).render())
        }
    }
}

/// The state of affairs, for people.
struct StatusText {
    let report: RunReport
    let run: RunRecord
    let troubled: [(username: AccountName, knowledge: AccountKnowledge)]

    func render() -> String {
        var text = ReportText(report).render()
        if run.isUnfinished {
            text += "\nRun \(run.id) is not finished.  If nothing is running now, type: rollcall resume\n"
        }
        for account in troubled { text += "\n" + describe(account.username, account.knowledge) + "\n" }
        if !run.isUnfinished, troubled.isEmpty { text += "\nNothing needs attention.\n" }
        return text
    }

    private func describe(_ username: AccountName, _ knowledge: AccountKnowledge) -> String {
        let name = PrintableText.escaped(username.text)
        return switch knowledge {
        case .unknown:
            "\(name) is unknown: a registration was sent and its answer was lost.\n"
                + "  To settle it, type: rollcall \(run.isUnfinished ? "resume" : "apply ROSTER")"
        case .stranded(let words):
            "\(name) is stranded: the server says \"\(PrintableText.escaped(words))\", but does not list it.\n"
                + "  Look its id up in the server's database and type: rollcall adopt \(name) ID\n"
                + "  Or have it removed there and type: rollcall retry \(name)"
        case .active, .pending:
            "\(name) is known."
        }
    }
}

import Foundation
import Provisioning
import Roster

/// The user's confirmation of a plan.
struct Consent {
    /// Whether `--yes` was given.
    let isGiven: Bool

    /// Whether to ask for confirmation before anything is sent.
    private var asks: Bool { !isGiven && Console.canAsk }

    /// Says how the rosters were read, unless the plan will be shown; if only failures are reported, it names only the
    /// columns that look like a field and were not read.
    func showRosters(_ plan: Plan, _ roster: Roster) {
        if Console.isQuiet {
            for file in roster.files {
                guard let note = file.unreadNote else { continue }
                Console.note("warning: " + PrintableText.escaped("\(file.path): \(note)"))
            }
        } else if isGiven || plan.actions.isEmpty {
            // A night on which nothing is due prints one line.
            for roster in plan.rosters where !plan.actions.isEmpty || roster.columns != nil {
                Console.note(PrintableText.escaped("\(roster.path): \(roster.words)"))
            }
        }
    }

    /// Throws if there is an objection to the plan and no prompt.  On a terminal the prompt shows the objection.
    func throwObjections(_ made: MadePlan) throws {
        if !asks || made.plan.actions.isEmpty { try made.throwObjections() }
    }

    /// Shows the plan and asks for the number of accounts, so that the user confirms exactly what was shown.
    ///
    /// - Throws: ``Failure`` if the answer differs, or there is no terminal.
    func ask(about made: MadePlan) throws {
        let plan = made.plan
        guard !plan.actions.isEmpty, !isGiven else { return }
        guard asks else {
            throw Failure(
                .refused,
                counted(plan.actions.count, "change is", many: "changes are")
                    + " due, and there is no terminal to ask on.  Look at the plan: \(SuggestedCommand.text("plan ROSTER"))\n"
                    + "Then pass --yes."
            )
        }
        Console.note(PlanOutput(plan: made.warned).screen(.errors))
        let number = plan.actions.count
        let creates = plan.summary.register == number
        let act = creates ? "create" : "make"
        let news = creates || plan.summary.register == 0 ? "" : " (\(counted(plan.summary.register, "new account")))"
        let what =
            number == 1
            ? "this \(creates ? "account" : "change")"
            : "these \(number.grouped) \(creates ? "accounts" : "changes")" + news
        let doubts = made.objections.map(\.code.rawValue)
        let despite = doubts.isEmpty ? "" : " despite \(doubts.joined(separator: " and "))"
        Console.prompt("To \(act) \(what)\(despite), type \(number.grouped): ")
        // The number may be typed as it was shown.
        let typed = readLine()?.trimmingCharacters(in: .whitespaces).replacing(",", with: "")
        guard typed == String(number) else {
            throw Failure(.refused, "Not confirmed.  Nothing was sent.")
        }
    }
}

import Provisioning
import Roster

/// The result of a check, for people.
struct CheckText {
    let roster: Roster
    /// The number of entries of each kind that `--where` selected, or of all entries.
    let counts: EntryCounts
    let filter: RowFilter?
    let showsAll: Bool

    func render() -> String {
        let files = roster.files.map(line)
        let verdict = roster.isValid ? "No problems." : ProblemText(roster, showsAll: showsAll).render()
        return (files + signs + [selection, accounts, agreeing, verdict].compactMap(\.self)).joined(separator: "\n")
    }

    private func line(_ file: RosterFile) -> String {
        var parts = [counted(file.rows, "row")]
        if file.unwanted > 0 { parts.append("\(file.unwanted) more not wanted") }
        let line = PrintableText.escaped(file.path) + ": " + parts.joined(separator: ", ")
        return file.columnNote.map { "\(line); \($0)" } ?? line
    }

    private var selection: String? {
        filter.map { SelectionText.render($0.conditions, leftOut: roster.counts.total - counts.total) }
    }

    /// The files that may be cut off, which apply would refuse.
    private var signs: [String] {
        roster.files.compactMap(\.cutOff).map { PrintableText.escaped(CheckText.words($0)) }
    }

    /// Returns the evidence that a file may be cut off, and the remedy.
    static func words(_ cutOff: CutOff) -> String {
        "\(cutOff.words)  Export it again; if it is complete, pass --accept \(Objection.Code.cutOffRoster.rawValue) to plan and "
            + "apply."
    }

    /// The names that are in several rows, with all their positions.
    private var agreeing: String? {
        let total = roster.agreeing.count + roster.unlistedAgreeing
        guard total > 0 else { return nil }
        let shown = roster.agreeing.prefix(showsAll ? .max : ProblemText.fold).map { rows in
            let places = rows.locations.map(\.description).joined(separator: ", ")
            let more =
                rows.count > rows.locations.count ? " and \((rows.count - rows.locations.count).grouped) more" : ""
            return PrintableText.escaped("  \(rows.username): \(places)\(more)")
        }
        let hidden = total - shown.count
        return
            ([counted(total, "name") + " in several rows that agree, one account each:"] + shown
            + (hidden > 0 ? ["  … and \(hidden.grouped) more"] : [])).joined(separator: "\n")
    }

    private var accounts: String {
        guard counts.total > 0 else { return "0 valid accounts" }
        var parts = ["\(counts.active.grouped) active", "\(counts.pending.grouped) pending"]
        if counts.dated > 0 { parts.append("\(counts.dated.grouped) active by date") }
        parts.append("\(counts.withoutPassword.grouped) without a password")
        return counted(counts.total, "valid account") + ": " + parts.joined(separator: ", ")
    }
}

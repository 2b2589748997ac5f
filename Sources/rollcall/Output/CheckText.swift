import Provisioning
import Roster

/// What a check found, for people.
struct CheckText {
    let roster: Roster
    /// How many entries of which kind `--where` chose; all of them without it.
    let counts: EntryCounts
    let filter: RowFilter?
    let showsAll: Bool

    func render() -> String {
        let files = roster.files.map(line)
        let verdict = roster.isValid ? "No problems." : ProblemText(roster, showsAll: showsAll).render()
        return (files + [selection, accounts, verdict].compactMap(\.self)).joined(separator: "\n")
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

    private var accounts: String {
        guard counts.total > 0 else { return "0 valid accounts" }
        var parts = ["\(counts.active) active", "\(counts.pending) pending"]
        if counts.dated > 0 { parts.append("\(counts.dated) active by date") }
        parts.append("\(counts.withoutPassword) without a password")
        return counted(counts.total, "valid account") + ": " + parts.joined(separator: ", ")
    }
}

import Roster

/// The problems of rosters, for people.
///
/// Nobody reads ten thousand lines in a terminal or in a mail from cron: the first ones show what to correct, and the
/// counts show the extent.
struct ProblemText {
    /// The maximum number of problems that are shown; the rest is only counted.
    static let fold = 50

    let roster: Roster
    let showsAll: Bool

    init(_ roster: Roster, showsAll: Bool = false) {
        self.roster = roster
        self.showsAll = showsAll
    }

    /// Returns each problem with its position, name and remedy, then the number of each kind.
    func render() -> String {
        let shown = showsAll ? roster.problems[...] : roster.problems.prefix(Self.fold)
        var lines = shown.map(line)
        let hidden = roster.problemCount - shown.count
        if hidden > 0 {
            let remedy =
                showsAll ? "correct these first" : "to see them, type: \(SuggestedCommand.text("check --all ROSTER"))"
            lines.append("… and \(hidden.grouped) more; \(remedy)")
        }
        lines.append(counts)
        return lines.joined(separator: "\n")
    }

    private func line(_ problem: RosterProblem) -> String {
        PrintableText.escaped("\(problem.location): \(problem.wordsWithName)")
    }

    private var counts: String {
        let total = counted(roster.problemCount, "problem")
        let kinds = roster.problemCounts.sorted { ($1.value, $0.key.rawValue) < ($0.value, $1.key.rawValue) }
        guard kinds.count > 1 || roster.problemCount > 1 else { return total + "." }
        return total + ": " + kinds.map { "\($0.value.grouped) \($0.key.rawValue)" }.joined(separator: ", ") + "."
    }
}

extension Roster {
    /// The number of problems, listed or not.
    var problemCount: Int { problems.count + unlistedProblems }
}

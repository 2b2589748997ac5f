import Roster

/// What is wrong with rosters, for people.
enum ProblemText {
    /// Each problem with its place and remedy, then how many there are.
    static func render(_ roster: Roster) -> String {
        let count = roster.problems.count + roster.unlistedProblems
        var lines = roster.problems.map(\.description)
        if roster.unlistedProblems > 0 { lines.append("… and \(roster.unlistedProblems) more") }
        lines.append(count == 1 ? "1 problem." : "\(count) problems.")
        return lines.joined(separator: "\n")
    }
}

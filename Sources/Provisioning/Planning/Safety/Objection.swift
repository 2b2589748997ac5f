/// A sign that a plan may be a mistake: a warning in `plan`, a refusal in `apply`.
public struct Objection: Hashable, Sendable {
    /// Its name for programs.
    public let code: Code
    /// The numbers, and the one flag that says that it is no mistake.
    public let message: String

    /// The doubts that `--accept` lets pass, in the order of their names.
    public static let acceptable = Code.allCases.filter { $0 != .tooManyChanges }.sorted { $0.rawValue < $1.rawValue }

    /// What speaks against beginning a journal where nobody is asked; nil when nothing does.
    ///
    /// The ids of pending accounts are in the journal that was used so far, and nowhere else.
    ///
    /// - Parameters:
    ///   - path: Where the new journal is.
    ///   - rows: How many names the roster has.
    ///   - listed: How many of them the server lists.
    ///   - known: How many active accounts the journal knows, single ones that were registered with it.
    public static func newJournal(at path: String, rows: Int, listed: Int, known: Int) -> Objection? {
        guard (listed - known) * 2 > rows else { return nil }
        return Objection(
            code: .newJournal,
            message:
                "The journal \(path) is new to rosters, and the server lists \(listed) of the roster's \(rows) names already.  If another journal "
                + "was used so far, pass it with --journal.  If rollcall has not run for this server before, pass --accept "
                + "\(Code.newJournal.rawValue).")
    }

    /// The kinds of objections.
    public enum Code: String, Sendable, CaseIterable {
        /// More accounts would change than `--max-changes` allows.
        case tooManyChanges = "too-many-changes"
        /// A roster has less than half of the rows that it had in the last completed run.
        case shrunkenRoster = "shrunken-roster"
        /// The listing lacks many accounts that the journal holds as active.
        case shrunkenListing = "shrunken-listing"
        /// A roster ends within its last row.
        case cutOffRoster = "cut-off-roster"
        /// The rosters hold no row at all.
        case emptyRoster = "empty-roster"
        /// The server knows none of the first ids that were to be activated.
        case unknownIDs = "unknown-ids"
        /// The journal is new, and the server lists most of the roster already.
        case newJournal = "new-journal"
    }
}

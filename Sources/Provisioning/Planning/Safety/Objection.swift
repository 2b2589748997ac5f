public import Accounts
public import Roster

/// A sign that a plan as a whole may be a mistake, which the user can accept by its code.
public enum Objection: Hashable, Sendable {
    /// More accounts would change than the limit allows; a share refers to the listed accounts.
    case tooManyChanges(Int, limit: Limit, allowed: Int, listed: Int)
    /// A roster has less than half of the rows that it had in the last completed run.
    case shrunkenRoster(path: String, rows: Int, before: Int)
    /// The listing lacks many of the accounts that are active in the journal.
    case shrunkenListing(missing: [AccountName], expected: Int)
    /// A roster ends within its last row.
    case cutOffRoster(CutOff)
    /// The rosters contain no row.
    case emptyRoster(paths: [String])
    /// The journal at this path is new, and the server already lists most of the roster's names.
    case newJournal(path: String, names: Int, listed: Int)

    /// The codes that can be accepted, sorted by name.
    public static let acceptable = Code.allCases.filter { $0 != .tooManyChanges }.sorted { $0.rawValue < $1.rawValue }

    /// The name of the objection, for programs.
    public var code: Code {
        switch self {
        case .tooManyChanges: .tooManyChanges
        case .shrunkenRoster: .shrunkenRoster
        case .shrunkenListing: .shrunkenListing
        case .cutOffRoster: .cutOffRoster
        case .emptyRoster: .emptyRoster
        case .newJournal: .newJournal
        }
    }

    /// Returns the objection to starting a new journal without confirmation; nil if there is none.
    ///
    /// The ids of pending accounts are only in the journal that was used so far.
    ///
    /// - Parameters:
    ///   - path: The path of the new journal.
    ///   - names: The number of names in the roster.
    ///   - listed: How many of them the server lists.
    ///   - known: The number of active accounts that the journal knows, such as single ones that were registered with
    ///     it.
    public static func toNewJournal(at path: String, names: Int, listed: Int, known: Int) -> Objection? {
        (listed - known) * 2 > names ? .newJournal(path: path, names: names, listed: listed) : nil
    }

    /// The kinds of objections, with names that scripts may rely on.
    public enum Code: String, Sendable, CaseIterable {
        /// More accounts would change than is allowed.
        case tooManyChanges = "too-many-changes"
        /// A roster has less than half of the rows that it had in the last completed run.
        case shrunkenRoster = "shrunken-roster"
        /// The listing lacks many accounts that are active in the journal.
        case shrunkenListing = "shrunken-listing"
        /// A roster ends within its last row.
        case cutOffRoster = "cut-off-roster"
        /// The rosters contain no row.
        case emptyRoster = "empty-roster"
        /// The server knows none of the first ids to be activated.
        case unknownIDs = "unknown-ids"
        /// The journal is new, and the server already lists most of the roster.
        case newJournal = "new-journal"
    }
}

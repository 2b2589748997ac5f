public import Accounts
public import Roster

/// An objection: a sign that a plan as a whole may be a mistake, which somebody can accept by its code.
public enum Objection: Hashable, Sendable {
    /// More accounts would change than the limit allows; a share is one of the listed accounts.
    case tooManyChanges(Int, limit: Limit, allowed: Int, listed: Int)
    /// A roster has less than half of the rows that it had in the last completed run.
    case shrunkenRoster(path: String, rows: Int, before: Int)
    /// The listing lacks many of the accounts that the journal holds as active.
    case shrunkenListing(missing: [AccountName], expected: Int)
    /// A roster ends within its last row.
    case cutOffRoster(CutOff)
    /// The rosters hold no row at all.
    case emptyRoster(paths: [String])
    /// The journal at this path is new, and the server lists most of the roster's names already.
    case newJournal(path: String, names: Int, listed: Int)

    /// The codes that can be accepted, in the order of their names.
    public static let acceptable = Code.allCases.filter { $0 != .tooManyChanges }.sorted { $0.rawValue < $1.rawValue }

    /// Its name for programs.
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

    /// The objection to beginning a journal where nobody is asked; nil when there is none.
    ///
    /// The ids of pending accounts are in the journal that was used so far, and nowhere else.
    ///
    /// - Parameters:
    ///   - path: Where the new journal is.
    ///   - names: How many names the roster has.
    ///   - listed: How many of them the server lists.
    ///   - known: How many active accounts the journal knows, single ones that were registered with it.
    public static func toNewJournal(at path: String, names: Int, listed: Int, known: Int) -> Objection? {
        (listed - known) * 2 > names ? .newJournal(path: path, names: names, listed: listed) : nil
    }

    /// The kinds of objections, by names that scripts may rely on.
    public enum Code: String, Sendable, CaseIterable {
        /// More accounts would change than is allowed.
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

import Accounts
import Roster

extension StateProblem {
    /// The problem and the remedy.
    var words: String {
        switch self {
        case .unknown(let word, let isNegated, let format):
            "\(quoted(word, limit: 40)) is not a known state.  Use one of: "
                + "\(isNegated ? StateWords.allowedNegated : StateWords.allowed); or \(Self.definition); or pass "
                + "\(format.fieldOption) state= to ignore the column, so that every account is wanted active."
        case .notUnderstood(let value, let kind):
            "\(quoted(value, limit: 40)) is not understood in a column about the state.  Write \(kind.words); or "
                + "\(Self.definition)."
        case .ambiguousDay(let value, let one, let other):
            "\(quoted(value, limit: 40)) may be \(one) or \(other).  Write the day as \(one) or \(other)."
        case .stateOrRegion(let word, let format):
            "\(quoted(word, limit: 40)) may be the account's state or a region of the address beside it.  Pass "
                + "\(format.fieldOption) state=HEADER with the header of the account's state, or \(format.fieldOption) state= "
                + "if there is none."
        }
    }

    private static let definition = "define the word with --state-word WORD=active, WORD=pending or WORD=deleted"
}

extension RosterOptions.Format {
    /// The option that specifies the location of a field in this format.
    fileprivate var fieldOption: String { self == .xml ? "--xml-field" : "--column" }
}

extension StateColumnKind {
    /// The accepted values of such a column.
    fileprivate var words: String {
        switch self {
        case .words, .employment: StateWords.allowed
        case .negated: StateWords.allowedNegated
        case .gone: "yes or no, or a day as 2026-03-01 (the column says which users are gone)"
        case .accountControl: "Active Directory's numbers, such as 512 (active) or 514 (pending)"
        case .lastDay: "a day as 2026-03-01, or nothing"
        case .lockTime: "a moment as 2026-03-01T09:00:00Z, or nothing"
        }
    }
}

public import Accounts

/// Why the state of an account cannot be told.
public enum StateProblem: Hashable, Sendable {
    /// A word of no state, in a column of states or of their contrary.
    case unknown(word: String, isNegated: Bool, format: RosterOptions.Format)
    /// A value that is not understood in another column that speaks about the state.
    case notUnderstood(value: String, StateColumnKind)
    /// A date that may be two days.
    case ambiguousDay(value: String, Day, Day)
    /// A word that may be the account's state or a region of an address.
    case stateOrRegion(word: String, format: RosterOptions.Format)

    var code: RosterProblem.Code {
        switch self {
        case .unknown, .notUnderstood, .ambiguousDay: .unknownState
        case .stateOrRegion: .ambiguousState
        }
    }
}

/// How the values of a column are understood that speaks about the state.
public enum StateColumnKind: Hashable, Sendable {
    /// The words of a state.
    case words
    /// "Yes" means pending.
    case negated
    /// "Yes", or a day that has passed, means not wanted.
    case gone
    /// Active Directory's bits.
    case accountControl
    /// A personnel system's words.
    case employment
    /// The day from which the user is gone.
    case lastDay
    /// A moment at which the account was locked: anything means pending.
    case lockTime
}

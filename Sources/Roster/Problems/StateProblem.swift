public import Accounts

/// The reason why the state of an account cannot be determined.
public enum StateProblem: Hashable, Sendable {
    /// A word that is not a state, in a column of states or in a negated one.
    case unknown(word: String, isNegated: Bool, format: RosterOptions.Format)
    /// A value that is not recognized in another column that affects the state.
    case notUnderstood(value: String, StateColumnKind)
    /// A date that may mean two days.
    case ambiguousDay(value: String, Day, Day)
    /// A word that may be the account's state or the region of an address.
    case stateOrRegion(word: String, format: RosterOptions.Format)

    var code: RosterProblem.Code {
        switch self {
        case .unknown, .notUnderstood, .ambiguousDay: .unknownState
        case .stateOrRegion: .ambiguousState
        }
    }
}

/// How the values of a column that affects the state are read.
public enum StateColumnKind: Hashable, Sendable {
    /// The names of states.
    case words
    /// "Yes" means pending.
    case negated
    /// "Yes", or a day that has passed, means that no account is wanted.
    case gone
    /// Active Directory's account control bits.
    case accountControl
    /// The words of a personnel system.
    case employment
    /// The day from which the user has left.
    case lastDay
    /// The moment when the account was locked: any value means pending.
    case lockTime
}

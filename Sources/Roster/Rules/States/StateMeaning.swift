internal import Accounts

/// The meaning that can be assigned to an additional state word.
public enum StateMeaning: String, CaseIterable, Sendable {
    /// The account should be active.
    case active
    /// The account should be pending.
    case pending
    /// The user is gone: the row creates no account.
    case deleted

    /// Returns whether two spellings are the same additional word.
    public static func isSameWord(_ one: String, _ other: String) -> Bool {
        StateWords.key(one) == StateWords.key(other)
    }

    var meaning: StateWords.Meaning {
        switch self {
        case .active: .wanted(.active)
        case .pending: .wanted(.pending)
        case .deleted: .unwanted
        }
    }
}

extension StateWords {
    /// Returns the form of a word that is used in comparisons.
    static func key(_ word: String) -> String {
        stripped(word).lowercased().filter { !"_- ".contains($0) }
    }
}

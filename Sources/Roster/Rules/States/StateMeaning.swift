internal import Accounts

/// What a word may be taught to say of an account.
public enum StateMeaning: String, CaseIterable, Sendable {
    /// The account is wanted active.
    case active
    /// The account is wanted pending.
    case pending
    /// The user is gone: no account is made of the row.
    case deleted

    /// Whether two spellings are one word to whoever is taught.
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
    /// A word without what does not matter in it.
    static func key(_ word: String) -> String {
        stripped(word).lowercased().filter { !"_- ".contains($0) }
    }
}

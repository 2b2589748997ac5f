internal import Accounts

/// The words for the state of an account in rosters and exports, a fixed table.
///
/// Case, surrounding white space, and inner hyphens, underscores and spaces are ignored.  Words that are not in the
/// table are refused.
package enum StateWords {
    /// The meaning of a word for an account.
    enum Meaning: Hashable {
        case wanted(DesiredState)
        /// The account is pending for another reason, regardless of its activation day.
        case held
        /// The user is gone: the row creates no account.
        case unwanted
    }

    private static let named: [String: Meaning] = [
        "active": .wanted(.active), "enabled": .wanted(.active),
        // Okta's states of accounts in use whose password must be renewed or unlocked there.
        "recovery": .wanted(.active), "passwordexpired": .wanted(.active), "passwordreset": .wanted(.active),
        "lockedout": .wanted(.active),
        "pending": .wanted(.pending), "invited": .wanted(.pending), "pendinguseraction": .wanted(.pending),
        "inactive": .held, "disabled": .held, "suspended": .held, "deactivated": .held, "blocked": .held,
        "banned": .held, "locked": .held, "staged": .wanted(.pending), "provisioned": .wanted(.pending),
        "tobedeleted": .unwanted, "deleted": .unwanted, "deprovisioned": .unwanted, "archived": .unwanted,
    ]

    private static let booleans: [String: Bool] = [
        "true": true, "yes": true, "y": true, "on": true, "1": true,
        "false": false, "no": false, "n": false, "off": false, "0": false,
    ]

    /// The words that messages list: the ones that people write.
    package static let allowed =
        "active, enabled, true, yes, y, on, 1 (active); "
        + "pending, inactive, disabled, suspended, false, no, n, off, 0 (pending); deleted (not wanted)"

    /// The words that messages list for a column such as "suspended".
    package static let allowedNegated = "false, no, n, off, 0 (active); true, yes, y, on, 1 (pending)"

    /// All words of the table, in the form used in comparisons.
    static var all: Set<String> { Set(named.keys).union(booleans.keys) }

    /// Returns the meaning of a stripped word.  In a negated column, such as "suspended", only true and false are
    /// recognized, with the meaning reversed.
    static func meaning(_ word: String, negated: Bool) -> Meaning? {
        if let answer = boolean(word) { return answer != negated ? .wanted(.active) : .held }
        return negated ? nil : named(word)
    }

    /// Returns the meaning of a word in the explanation of a header: names of states mean the same everywhere.
    static func meaning(inHint word: String, isNegated: Bool) -> Meaning? {
        named(word) ?? meaning(word, negated: isNegated)
    }

    /// Returns the truth value that a word spells, if it is one.
    static func boolean(_ word: String) -> Bool? {
        booleans[word.lowercased()]
    }

    /// Returns the meaning of a word in the table that is not a form of true or false.
    static func named(_ word: String) -> Meaning? {
        let key = word.lowercased()
        return named[key] ?? named[key.filter { !"_- ".contains($0) }]
    }
}

internal import Accounts

/// The words that rosters and exports use for the state of an account, a fixed table.
///
/// Case, outer white space, and hyphens, underscores and spaces within do not matter.  Words outside
/// the table are refused.
package enum StateWords {
    /// What a word says of an account.
    enum Meaning: Hashable {
        case wanted(DesiredState)
        /// The account is pending for a reason of its own, whatever day it was to become active on.
        case held
        /// The user is gone: no account is made of the row.
        case unwanted
    }

    private static let named: [String: Meaning] = [
        "active": .wanted(.active), "enabled": .wanted(.active),
        // Okta's: accounts in use whose password has to be renewed or unlocked there.
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

    /// The words that messages list: those that people write.
    package static let allowed =
        "active, enabled, true, yes, y, on, 1 (active); "
        + "pending, inactive, disabled, suspended, false, no, n, off, 0 (pending); deleted (not wanted)"

    /// The words that messages list for a column such as "suspended".
    package static let allowedNegated = "false, no, n, off, 0 (active); true, yes, y, on, 1 (pending)"

    /// Every word of the table, without what does not matter in it.
    static var all: Set<String> { Set(named.keys).union(booleans.keys) }

    /// What a stripped word says.  In a negated column, such as "suspended", only true and false are
    /// understood, the other way round.
    static func meaning(_ word: String, negated: Bool) -> Meaning? {
        if let answer = boolean(word) { return answer != negated ? .wanted(.active) : .held }
        return negated ? nil : named(word)
    }

    /// What a word says of an account in the explanation of a header: names of states mean the same everywhere.
    static func meaning(inHint word: String, isNegated: Bool) -> Meaning? {
        named(word) ?? meaning(word, negated: isNegated)
    }

    /// True or false in one of its spellings.
    static func boolean(_ word: String) -> Bool? {
        booleans[word.lowercased()]
    }

    /// What a word of the table says that is no form of true or false.
    static func named(_ word: String) -> Meaning? {
        let key = word.lowercased()
        return named[key] ?? named[key.filter { !"_- ".contains($0) }]
    }
}

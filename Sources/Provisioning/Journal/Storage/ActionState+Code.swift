internal import Accounts
internal import FlowServ

/// The encoding of states, kinds and knowledge in the tables: small numbers, which take a byte or none instead of
/// eight for a word.  The views `action_in_words` and `account_in_words` spell them out for people.
extension ActionState {
    /// The number in the `state` column.  The order makes every set of states in a condition a range: a list of three
    /// values would cost SQLite a table of its own for every row that is written.
    enum Code: Int {
        case planned, registering, unknown, activating, registered, active, rejected, stranded, skipped

        /// The condition that work remains; must equal that of the index `action_open` word for word.
        static let isOpen = "(state <= 3 OR (state = 4 AND wanted = 0))"
        /// The condition that it ended without the wanted account; must equal that of the index `action_failed` word
        /// for word.
        static let isFailed = "state >= 6"
    }

    /// The number in the `state` column.
    var code: Code {
        switch self {
        case .planned: .planned
        case .registering: .registering
        case .unknown: .unknown
        case .registered: .registered
        case .activating: .activating
        case .active: .active
        case .rejected: .rejected
        case .stranded: .stranded
        case .skipped: .skipped
        }
    }

    /// The state's name in documents and in the view `action_in_words`.
    var word: String { "\(code)" }

    init(code: Int, userID: UserID?, reason: String?) throws(JournalError) {
        switch (Code(rawValue: code), userID, reason) {
        case (.planned, nil, nil): self = .planned
        case (.registering, nil, nil): self = .registering
        case (.unknown, nil, nil): self = .unknown
        case (.registered, let id?, nil): self = .registered(id)
        case (.activating, let id?, nil): self = .activating(id)
        case (.active, let id?, nil): self = .active(id)
        case (.rejected, nil, let reason?): self = .rejected(reason)
        case (.stranded, nil, let reason?): self = .stranded(reason)
        case (.skipped, nil, let reason?): self = .skipped(reason)
        default: throw .inconsistent("an action is in the state \(code), which does not fit its other columns")
        }
    }
}

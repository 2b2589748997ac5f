internal import Accounts
internal import FlowServ
internal import GRDB

extension AccountKnowledge {
    /// The word in the view `account_in_words`.
    var word: String {
        switch self {
        case .active: "active"
        case .pending: "pending"
        case .unknown: "unknown"
        case .stranded: "stranded"
        }
    }

    /// The values of the columns `status`, `user_id` and `words`.
    var columns: (status: Int, userID: UserID?, words: String?) {
        switch self {
        case .active(let id): (0, id, nil)
        case .pending(let id): (1, id, nil)
        case .unknown: (2, nil, nil)
        case .stranded(let words): (3, nil, words)
        }
    }

    init(code: Int, userID: UserID?, words: String?) throws(JournalError) {
        switch (code, userID, words) {
        case (0, let id?, nil): self = .active(id)
        case (1, let id?, nil): self = .pending(id)
        case (2, nil, nil): self = .unknown
        case (3, nil, let words?): self = .stranded(words)
        default: throw .inconsistent("an account is in the state \(code), which does not fit its other columns")
        }
    }

    /// Reads the columns `status`, `user_id` and `words` from a position on.
    init(_ row: Row, at position: Int) throws {
        try self.init(
            code: row[position], userID: UserIDColumn.id(row[position + 1]), words: row[position + 2])
    }
}

internal import Accounts
internal import FlowServ
internal import Roster

extension PlannedAction {
    init(
        _ kind: Action.Kind, of name: AccountName, userID: UserID?, entry: RosterEntry, asOf: Day
    ) {
        self.init(
            username: name, action: kind, state: entry.state(asOf: asOf), userID: userID?.rawValue,
            file: entry.location.file, line: entry.location.line)
    }
}

extension Blocked {
    init(_ name: AccountName, _ reason: BlockedReason, at location: SourceLocation) {
        self.init(username: name, reason: reason, file: location.file, line: location.line)
    }
}

extension PlannedChanges {
    /// Sorts the lists that are not built in order.
    mutating func sort() {
        owed.sort { $0.username < $1.username }
        blocked.sort { ($0.username, $0.file, $0.line) < ($1.username, $1.file, $1.line) }
        if warnings.count > 1 {
            warnings = warnings.map { ($0.description, $0) }.sorted { $0.0 < $1.0 }.map(\.1)
        }
    }
}

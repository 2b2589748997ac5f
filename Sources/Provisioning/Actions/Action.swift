public import Accounts
internal import FlowServ
internal import Roster

/// One account's part in a run, as the journal holds it.
public struct Action: Hashable, Sendable {
    /// The journal's number for it.
    public let id: Int64
    /// Whose account.
    public let username: AccountName
    /// What the plan said would be done.
    public let kind: Kind
    /// The state that the roster wants in the end.
    public let wanted: DesiredState
    /// Where it stands.
    public var state: ActionState
    /// How many requests have left for it.
    public var attempts: Int
    /// The HTTP status of the last answer, when there was one.
    public var httpStatus: Int?
    /// What the last failure said.
    public var error: String?
    /// The roster file.
    public let file: String
    /// The line in the roster file, from 1.
    public let line: Int

    /// What a plan can say about an account.
    public enum Kind: String, Codable, Sendable, CaseIterable {
        /// Create it.
        case register
        /// Make it active.
        case activate
        /// Find out what became of an earlier register, then go on as for any other.
        case settle
    }

    /// Whether something is still to be done.
    public var isOpen: Bool { state.isOpen(wanting: wanted) }
}

extension Action.Kind {
    /// The state in which an action of this kind begins.
    func initialState(userID: UserID?) -> ActionState {
        switch (self, userID) {
        case (.activate, let id?): .registered(id)
        case (.settle, _): .unknown
        default: .planned
        }
    }
}

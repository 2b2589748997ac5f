public import Accounts
internal import FlowServ
internal import Roster

/// The action for one account in a run, as stored in the journal.
public struct Action: Hashable, Sendable {
    /// The journal's number of the action.
    public let id: Int64
    /// The account's name.
    public let username: AccountName
    /// The kind of action in the plan.
    public let kind: Kind
    /// The final state that the roster requires.
    public let wanted: DesiredState
    /// The current state of the action.
    public var state: ActionState
    /// The number of requests sent for it.
    public var attempts: Int
    /// The HTTP status of the last answer, if there was one.
    public var httpStatus: Int?
    /// The text of the last failure.
    public var error: String?
    /// The roster file.
    public let file: String
    /// The line in the roster file, counted from 1.
    public let line: Int

    /// The kinds of actions in a plan.
    public enum Kind: String, Codable, Sendable, CaseIterable {
        /// Create the account.
        case register
        /// Activate the account.
        case activate
        /// Determine the outcome of an earlier register, then continue as for any other action.
        case settle
    }

    /// Whether work remains to be done.
    public var isOpen: Bool { state.isOpen(wanting: wanted) }
}

extension Action.Kind {
    /// Returns the initial state of an action of this kind.
    func initialState(userID: UserID?) -> ActionState {
        switch (self, userID) {
        case (.activate, let id?): .registered(id)
        case (.settle, _): .unknown
        default: .planned
        }
    }
}

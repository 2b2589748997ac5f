public import Accounts
internal import FlowServ
internal import Roster

/// The state of one action, as a durable fact.
///
/// Each case states what a crash right after it leaves behind; `docs/action-lifecycle.md` shows all transitions.
public enum ActionState: Hashable, Sendable {
    /// Nothing was sent.  After a crash, nothing needs to be recovered.
    case planned
    /// A register may be in flight.  If it is found at start-up, a run died here and the outcome is unknown.
    case registering
    /// A register was sent and its answer was lost.  No request for the name is sent until this is settled.
    case unknown
    /// The account exists under this id and is pending.
    case registered(UserID)
    /// An activation may be in flight.  It is idempotent, so it is sent again.
    case activating(UserID)
    /// The account is active under this id.
    case active(UserID)
    /// The server refused, with this message.
    case rejected(String)
    /// The name is taken by an account that is not listed and whose id is unknown.
    case stranded(String)
    /// The action was not done, for this reason.
    case skipped(String)

    /// The id of the account, if it is known.
    public var userID: UserID? {
        switch self {
        case .registered(let id), .activating(let id), .active(let id): id
        default: nil
        }
    }

    /// The reason why the action ended without an account, if it did.
    public var reason: String? {
        switch self {
        case .rejected(let reason), .stranded(let reason), .skipped(let reason): reason
        default: nil
        }
    }

    var isRegistered: Bool {
        if case .registered = self { true } else { false }
    }

    /// Returns whether work remains to be done to reach the wanted state.
    public func isOpen(wanting wanted: DesiredState) -> Bool {
        switch self {
        case .planned, .registering, .unknown, .activating: true
        case .registered: wanted == .active
        case .active, .rejected, .stranded, .skipped: false
        }
    }
}

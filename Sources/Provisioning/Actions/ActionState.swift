public import Accounts
internal import FlowServ
internal import Roster

/// Where one action stands, as a durable fact.
///
/// Each case says what a crash right after it leaves behind; `docs/action-lifecycle.md` draws the whole picture.
public enum ActionState: Hashable, Sendable {
    /// Nothing was sent.  A crash leaves nothing to mend.
    case planned
    /// A register may be in flight.  Found at start-up it means that a run died here: the outcome is unknown.
    case registering
    /// A register was sent and its answer was lost.  Nothing about the name is sent until this is settled.
    case unknown
    /// The account exists under this id and is pending.
    case registered(UserID)
    /// An activation may be in flight.  It is idempotent, so it is simply sent again.
    case activating(UserID)
    /// The account is active under this id.
    case active(UserID)
    /// The server said no, with its words.
    case rejected(String)
    /// The name is taken by an account that is not listed and whose id nobody here knows.
    case stranded(String)
    /// Not done, for this reason.
    case skipped(String)

    /// The id of the account, where it is known.
    public var userID: UserID? {
        switch self {
        case .registered(let id), .activating(let id), .active(let id): id
        default: nil
        }
    }

    /// Why it ended without an account, where it did.
    public var reason: String? {
        switch self {
        case .rejected(let reason), .stranded(let reason), .skipped(let reason): reason
        default: nil
        }
    }

    var isRegistered: Bool {
        if case .registered = self { true } else { false }
    }

    /// Whether something is still to be done to reach the wanted state.
    public func isOpen(wanting wanted: DesiredState) -> Bool {
        switch self {
        case .planned, .registering, .unknown, .activating: true
        case .registered: wanted == .active
        case .active, .rejected, .stranded, .skipped: false
        }
    }
}

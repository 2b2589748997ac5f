public import Accounts
internal import FlowServ

/// Something that happened to an action.
public enum ActionEvent: Hashable, Sendable {
    /// The first register is about to leave.
    case registerSent
    /// One more is about to leave: the settle time has passed and the listing does not show the account.
    case registerSentAgain
    /// The register surely did nothing, and no other was sent before it; it may be sent again.
    case registerNotProcessed
    /// The register's answer was lost, or the process died while it was in flight.
    case registerLost
    /// The server created the account, active at once.
    case createdActive(UserID)
    /// The server created the account, pending.
    case createdPending(UserID)
    /// The name is taken by an account that the listing does not show; the server's words.
    case duplicate(String)
    /// The server refused this request; its words.
    case rejected(String)
    /// Settling: the settle time has passed, and there is no account, for its register would have made one that is listed;
    /// why no other is sent.
    case absent(String)
    /// The listing shows the account active under this id.
    case listed(UserID)
    /// Its account is known to be pending under this id: an administrator has said so, or a later run has found out.
    case adopted(UserID)
    /// An activation is about to leave.
    case activateSent
    /// The activation surely did nothing.
    case activationNotProcessed
    /// The activation's answer was lost.
    case activationLost
    /// The server activated the account.
    case activated
    /// flowServ itself says that it does not know the id; its words.
    case idUnknown(String)
    /// It was decided not to go on, for this reason.
    case skipped(String)
}

extension ActionEvent {
    /// Whether it is news from the server, which only this process has.
    var isAnswer: Bool {
        switch self {
        case .createdActive, .createdPending, .activated: true
        default: false
        }
    }
}

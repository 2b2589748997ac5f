public import Accounts
internal import FlowServ

/// An event of an action.
public enum ActionEvent: Hashable, Sendable {
    /// The first register is about to be sent.
    case registerSent
    /// A second register is about to be sent: the settle time has passed and the listing does not show the account.
    case registerSentAgain
    /// The register certainly did nothing, and none was sent before it; it may be sent again.
    case registerNotProcessed
    /// The register's answer was lost, or the process died while it was in flight.
    case registerLost
    /// The server created the account, active at once.
    case createdActive(UserID)
    /// The server created the account as pending.
    case createdPending(UserID)
    /// The name is taken by an account that the listing does not show; with the server's message.
    case duplicate(String)
    /// The server refused this request; with its message.
    case rejected(String)
    /// While settling: the settle time has passed and there is no account, because the register would have created a
    /// listed one; with the reason why no other is sent.
    case absent(String)
    /// The listing shows the account active under this id.
    case listed(UserID)
    /// The account is known to be pending under this id: an administrator stated it, or a later run detected it.
    case adopted(UserID)
    /// An activation is about to be sent.
    case activateSent
    /// The activation certainly did nothing.
    case activationNotProcessed
    /// The activation's answer was lost.
    case activationLost
    /// The server activated the account.
    case activated
    /// flowServ itself reports the id as unknown; with its message.
    case idUnknown(String)
    /// The action was given up, for this reason.
    case skipped(String)
}

extension ActionEvent {
    /// Whether the event is an answer from the server, which only this process knows.
    var isAnswer: Bool {
        switch self {
        case .createdActive, .createdPending, .activated: true
        default: false
        }
    }
}

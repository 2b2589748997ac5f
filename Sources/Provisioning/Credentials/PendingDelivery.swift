public import Accounts

/// A first password or an invitation that has not been delivered yet.
///
/// It begins with the intent of the register (or, for an adopted account, of the reset) that contains the password.
/// It ends when the credentials are published, when flowServ itself refuses that register, or when flowServ itself
/// refuses a login with the password.  Nothing else ends it: not a listing that lacks the account, and no other
/// answer.
public struct PendingDelivery: Hashable, Sendable {
    /// The account's name.
    public let username: AccountName
    /// The progress of the delivery.
    public let state: State
    /// The origin of the account's password.
    public let origin: PasswordOrigin
    /// The run that registered the account.
    public let run: Int64
    /// The roster file.
    public let file: String
    /// The line in it, counted from 1.
    public let line: Int
    /// The journal's number of the draft that contains it.
    var publication: Int64?
    /// What is known of the account.
    public let knowledge: AccountKnowledge?

    /// The progress of a delivery, as a durable fact.
    public enum State: String, Hashable, Sendable, CaseIterable {
        /// A register with this password was sent; whether it created the account is unknown.  If the listing shows
        /// the account, only a login with the password proves that rollcall created it.
        case sent
        /// rollcall created the account with this password.
        case created
        /// A password reset may have been requested.  After a crash it is requested again: a new id invalidates the
        /// old one, which was never delivered.
        case inviting
        /// The credential is in a complete draft that is about to be published.
        case publishing
    }

    /// Whether the account is active, so that a login can prove that it has this password.
    var isActive: Bool {
        if case .active = knowledge { true } else { false }
    }

    /// Returns whether it can be delivered without proof by a login, because it is certainly what was sent.
    ///
    /// - Parameter run: The run whose registers this process has sent; nil if it did not begin it.
    func isCertain(in run: Int64?) -> Bool {
        guard state == .created || state == .inviting else { return false }
        return switch knowledge {
        case .active: run == self.run
        // No login can prove it yet.  A derived password is the one that was sent; the roster may have changed.
        case .pending: run == self.run || origin.source != .roster
        case .unknown, .stranded, nil: false
        }
    }

    /// Whether it belongs to an inactive account whose id did not come from the answer to its register, so that no
    /// login can prove anything yet.
    var isUnproven: Bool {
        guard state == .sent, case .pending = knowledge else { return false }
        return true
    }

    /// Whether it is an invitation to an account that is not active yet; a pending account cannot use a reset id.
    var waitsForActivation: Bool {
        guard state != .sent, origin.source == .invitation, case .pending = knowledge else { return false }
        return true
    }

    /// Whether it is due now.  A delivery that is neither owed nor waits for an activation belongs to a register that
    /// is not settled, to a stranded account, or to an adopted one that is not active yet.
    public var isOwed: Bool {
        guard state == .sent else { return !waitsForActivation }
        return switch knowledge {
        case .active, nil: true
        case .pending, .unknown, .stranded: false
        }
    }
}

extension PendingDelivery.State {
    /// Returns the effect of a register's event on the delivery for its account: the resulting state, or nil for
    /// none.
    ///
    /// - Parameter state: The action's state before the event.
    static func after(_ event: ActionEvent, in state: ActionState) -> Effect {
        switch (event, state) {
        case (.registerSent, _), (.registerSentAgain, _): .begins
        case (.createdActive, _), (.createdPending, _): .isCreated
        // An immediate rejection means that the name's account is not rollcall's.  While settling, it may be the
        // account of the first register.
        case (.duplicate, .registering), (.rejected, .registering), (.registerNotProcessed, _): .ends
        case (.absent, _): .isVoid
        default: .stays
        }
    }

    /// The effect of an event on a delivery.
    enum Effect: Hashable {
        case begins, isCreated, stays
        /// It ends if it began with this very register.
        case ends
        /// It ends because there is no account.
        case isVoid
    }
}

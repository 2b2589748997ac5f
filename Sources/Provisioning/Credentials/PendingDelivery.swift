public import Accounts

/// A first password, or an invitation, that somebody has still to get.
///
/// It begins with the intent of the register (or, for an adopted account, of the reset) that carries the password.  It ends
/// when the credentials are published, when flowServ itself refuses that register, or when a login with the password is
/// refused by flowServ itself.  Nothing else ends it: not a listing that lacks the account, and no other answer.
public struct PendingDelivery: Hashable, Sendable {
    /// Whose.
    public let username: AccountName
    /// How far it is.
    public let state: State
    /// Which password the account has.
    public let origin: PasswordOrigin
    /// The run that registered it.
    public let run: Int64
    /// The roster file.
    public let file: String
    /// The line in it, from 1.
    public let line: Int
    /// The journal's number for the draft that it is in.
    var publication: Int64?
    /// What is known of the account.
    public let knowledge: AccountKnowledge?

    /// How far a hand-out is, as a durable fact.
    public enum State: String, Hashable, Sendable, CaseIterable {
        /// A register with this password has left; whether it made the account is not known.  Where the listing shows the
        /// account, only a login with the password proves that it is ours.
        case sent
        /// The account is ours, with this password.
        case created
        /// A password reset may have been asked for.  What a crash leaves here is simply asked for again: a new id ends
        /// the old one, which nobody has.
        case inviting
        /// It is in a complete draft that is about to be published.
        case publishing
    }

    /// Whether the account is active, so that a login can prove that it has this password.
    var isActive: Bool {
        if case .active = knowledge { true } else { false }
    }

    /// Whether it can be handed out without a login that proves it, because what was sent is what is handed out.
    ///
    /// - Parameter run: The run whose registers this process has sent; nil when it did not begin it.
    func isCertain(in run: Int64?) -> Bool {
        guard state == .created || state == .inviting else { return false }
        return switch knowledge {
        case .active: run == self.run
        // No login can prove it yet.  A derived password is the one that was sent; the roster may have changed.
        case .pending: run == self.run || origin.source != .roster
        case .unknown, .stranded, nil: false
        }
    }

    /// Whether it belongs to an account whose id became known in another way than by the answer to its register, and that is
    /// not active, so that no login can prove anything yet.
    var isUnproven: Bool {
        guard state == .sent, case .pending = knowledge else { return false }
        return true
    }

    /// Whether it is an invitation to an account that is not active yet; a pending one cannot use a reset id.
    var waitsForActivation: Bool {
        guard state != .sent, origin.source == .invitation, case .pending = knowledge else { return false }
        return true
    }

    /// Whether somebody waits for it now.  What is neither owed nor waits for an activation belongs to a register that is
    /// not settled, to a stranded account, or to an adopted one that is not active yet.
    public var isOwed: Bool {
        guard state == .sent else { return !waitsForActivation }
        return switch knowledge {
        case .active, nil: true
        case .pending, .unknown, .stranded: false
        }
    }
}

extension PendingDelivery.State {
    /// What an event of the register does to the hand-out of its account: the state afterwards, or nil for none.
    ///
    /// - Parameter state: The action's state in which it happened.
    static func after(_ event: ActionEvent, in state: ActionState) -> Effect {
        switch (event, state) {
        case (.registerSent, _), (.registerSentAgain, _): .begins
        case (.createdActive, _), (.createdPending, _): .isCreated
        // Refused at once: whoever has the name is not ours.  While settling it may be the account of the first register.
        case (.duplicate, .registering), (.rejected, .registering), (.registerNotProcessed, _): .ends
        case (.absent, _): .isVoid
        default: .stays
        }
    }

    /// What can happen to a hand-out.
    enum Effect: Hashable {
        case begins, isCreated, stays
        /// It ends if it began with this very register.
        case ends
        /// It ends: there is no account.
        case isVoid
    }
}

/// A first password, or an invitation, that somebody has still to get.
///
/// It begins with the intent of the register that carries the password and ends when the credentials are published, or
/// when there is no account of ours to hand out.
public struct HandOut: Hashable, Sendable {
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
        /// It stands in a complete draft that is about to be published.
        case publishing
    }

    /// Whether a login must prove first that the account is ours.
    var needsProof: Bool {
        guard state == .sent, case .active = knowledge else { return false }
        return true
    }

    /// Whether it can be handed out once an invitation, where it is one, has been asked for.
    var isDue: Bool { state != .sent && !waitsForActivation }

    /// Whether it is an invitation to an account that is not active yet; a pending one cannot use a reset id.
    var waitsForActivation: Bool {
        guard state != .sent, origin.source == .invitation, case .pending = knowledge else { return false }
        return true
    }

    /// Whether a run that hands out would deal with it.  What is neither owed nor waits belongs to a register that is not
    /// settled, or to a stranded account.
    public var isOwed: Bool { isDue || needsProof }
}

extension HandOut.State {
    /// What an event of the register does to the hand-out of its account: the state afterwards, or nil for none.
    ///
    /// - Parameter state: The action's state in which it happened.
    static func after(_ event: ActionEvent, in state: ActionState) -> Effect {
        switch (event, state) {
        case (.registerSent, _), (.registerSentAgain, _): .begins
        case (.createdActive, _), (.createdPending, _): .isCreated
        // Refused at once: whoever has the name is not ours.  While settling it may be the account of the first register.
        case (.duplicate, .registering): .ends
        default: .stays
        }
    }

    /// What can happen to a hand-out.
    enum Effect: Hashable {
        case begins, isCreated, ends, stays
    }
}

/// One step of an action: the resulting state and what it reveals about the account.
public struct Transition: Hashable, Sendable {
    /// The resulting state.
    public let state: ActionState
    /// The change of what is known of the account.
    public let learned: KnowledgeChange

    /// A change of what is known of an account.
    public enum KnowledgeChange: Hashable, Sendable {
        /// No change.
        case nothing
        /// The new knowledge.
        case known(AccountKnowledge)
        /// Nothing is known any more: there is no account.
        case forgotten
        /// flowServ does not know the id.  The next run tries it again; the knowledge is dropped if a later run gets
        /// the same answer.
        case doubted
    }
}

/// An event that cannot happen in a state: a defect in the code that reported it, never a reason to guess.
public struct ImpossibleTransition: Error, Hashable, Sendable, CustomStringConvertible {
    /// The state in which the event was reported.
    public let state: ActionState
    /// The event.
    public let event: ActionEvent

    /// Both in one line.
    public var description: String { "\(event) cannot happen to an action that is \(state)" }
}

extension ActionState {
    /// Returns the step that an event causes.  States change only here.
    ///
    /// - Throws: ``ImpossibleTransition`` for every pair that is not in the table of `docs/action-lifecycle.md`.
    public func next(on event: ActionEvent) throws(ImpossibleTransition) -> Transition {
        switch (self, event) {
        case (.planned, .registerSent), (.unknown, .registerSentAgain):
            Transition(state: .registering, learned: .known(.unknown))
        case (.registering, .registerNotProcessed):
            Transition(state: .planned, learned: .forgotten)
        case (.registering, .registerLost):
            Transition(state: .unknown, learned: .known(.unknown))
        case (.registering, .createdActive(let id)):
            Transition(state: .active(id), learned: .known(.active(id)))
        case (.registering, .createdPending(let id)):
            Transition(state: .registered(id), learned: .known(.pending(id)))
        case (.registering, .duplicate(let words)), (.unknown, .duplicate(let words)):
            Transition(state: .stranded(words), learned: .known(.stranded(words)))
        case (.registering, .rejected(let words)):
            Transition(state: .rejected(words), learned: .forgotten)
        case (.activating, .idUnknown(let words)):
            Transition(state: .rejected(words), learned: .doubted)
        case (.registered(let id), .activateSent), (.activating(let id), .activateSent):
            Transition(state: .activating(id), learned: .known(.pending(id)))
        case (.activating(let id), .activationLost):
            Transition(state: .activating(id), learned: .nothing)
        case (.activating(let id), .activationNotProcessed):
            Transition(state: .registered(id), learned: .nothing)
        case (.activating(let id), .activated):
            Transition(state: .active(id), learned: .known(.active(id)))
        case (.activating, .rejected(let words)):
            Transition(state: .rejected(words), learned: .nothing)
        case (.planned, .listed(let id)), (.unknown, .listed(let id)), (.registered, .listed(let id)),
            (.activating, .listed(let id)):
            Transition(state: .active(id), learned: .known(.active(id)))
        case (.unknown, .adopted(let id)):
            Transition(state: .registered(id), learned: .nothing)
        case (.unknown, .absent(let reason)):
            Transition(state: .skipped(reason), learned: .forgotten)
        case (.planned, .skipped(let reason)), (.unknown, .skipped(let reason)), (.registered, .skipped(let reason)):
            Transition(state: .skipped(reason), learned: .nothing)
        default:
            throw ImpossibleTransition(state: self, event: event)
        }
    }
}

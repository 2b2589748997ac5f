public import Accounts
public import FlowServ

/// The meaning of an answer for its action: the only table from answers to events.
///
/// It depends only on the call and on the answer with its evidence.  Runs, single registrations, deliveries and the
/// settle model all use it; docs/action-lifecycle.md shows it as a table, and a test checks every cell.
public enum Outcome: Hashable, Sendable {
    /// The request is over with this event.
    case happened(ActionEvent)
    /// The request may be sent again after a wait; this event is committed first.
    case again(ActionEvent)
    /// While settling, flowServ refused with the answer for a taken name.  ``ActionEvent/registerLost`` is committed;
    /// the next listing either shows the account or makes it stranded with this message.
    case taken(String)

    /// A call that changes an account.
    public enum Call: Hashable, Sendable {
        /// A register of this name.
        case register(AccountName, as: Registration, Circumstance)
        /// An activation of the id that should belong to this name.
        case activate(AccountName)
    }

    /// What is known of a name before its register is sent.
    public enum Circumstance: Hashable, Sendable {
        /// The listing does not show it.
        case unlisted
        /// The listing does not show it, and the outcome of an earlier register is unknown.
        case settling
        /// No listing was read.
        case unseen
    }

    /// Determines the meaning of an answer to a call.
    public init(of answer: Result<User, ServiceError>, to call: Call) {
        self =
            switch call {
            case .register(let name, let registration, let circumstance):
                Self.register(answer.about(name), as: registration, in: circumstance)
            case .activate(let name): Self.activation(answer.about(name))
            }
    }

    /// The result of a login with an account's first password.
    public enum Proof: Hashable, Sendable {
        /// The account has this password.
        case ours
        /// flowServ itself reports that no active account has this name and password.
        case notOurs
        /// The login proves nothing.
        case nothing

        /// Determines what the answer to the login proves about the account of this name.
        public init(of answer: Result<User, ServiceError>, to name: AccountName) {
            self =
                switch answer.about(name) {
                case .success: .ours
                case .failure(let error): error.isUnknownUser ? .notOurs : .nothing
                }
        }
    }

    private static func register(
        _ answer: Result<User, ServiceError>, as registration: Registration, in circumstance: Circumstance
    ) -> Outcome {
        switch answer {
        case .success(let user):
            return .happened(registration == .active ? .createdActive(user.id) : .createdPending(user.id))
        case .failure(let error):
            switch error {
            case .refusedBeforeProcessing:
                return .again(circumstance == .settling ? .registerLost : .registerNotProcessed)
            case .rejected(400, _) where circumstance == .settling:
                return .taken(error.words)
            case .rejected where error.isDuplicateUser && circumstance == .unlisted:
                return .happened(.duplicate(error.words))
            case .rejected, .unknownObject, .notLoggedIn:
                // A register needs no login, so the refusal is about this request.
                return .happened(circumstance == .settling ? .registerLost : .rejected(error.words))
            case .outcomeUnknown, .foreignAnswer, .redirected, .notAFlowServ:
                return .happened(.registerLost)
            }
        }
    }

    private static func activation(_ answer: Result<User, ServiceError>) -> Outcome {
        switch answer {
        case .success: .happened(.activated)
        case .failure(let error):
            switch error {
            case .refusedBeforeProcessing: .again(.activationNotProcessed)
            case .unknownObject where error.isUnknownUser: .happened(.idUnknown(error.words))
            case .rejected, .notLoggedIn: .happened(.rejected(error.words))
            case .unknownObject, .outcomeUnknown, .foreignAnswer, .redirected, .notAFlowServ: .again(.activationLost)
            }
        }
    }
}

extension ServiceError {
    /// The server's own message if there is one.
    var words: String {
        switch self {
        case .rejected(_, let message), .unknownObject(let message), .notLoggedIn(let message): message
        default: description
        }
    }
}

extension Result where Success == User, Failure == ServiceError {
    /// Returns the answer if it is about this name: a success about another account is not flowServ's answer to this
    /// call.
    func about(_ name: AccountName) -> Self {
        guard case .success(let user) = self, user.username != name else { return self }
        return .failure(.foreignAnswer(ForeignAnswer(status: 200, content: .otherName(user.username.text))))
    }
}

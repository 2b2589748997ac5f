public import Accounts
public import FlowServ

/// What an answer means for the action that it is about: the one table from answers to events.
///
/// It depends on the call and on the answer with its evidence, and on nothing else.  Runs, single registrations,
/// deliveries and the settle model all ask it; docs/action-lifecycle.md has it as a table, and a test goes through its cells.
public enum Outcome: Hashable, Sendable {
    /// The request is over: this happened.
    case happened(ActionEvent)
    /// The request may be sent again after a wait; this is committed before.
    case again(ActionEvent)
    /// While settling, flowServ refused as it does for a name that is taken.  ``ActionEvent/registerLost`` is committed; the
    /// next listing shows the account, or these words make it stranded.
    case taken(String)

    /// A call that changes an account.
    public enum Call: Hashable, Sendable {
        /// A register of this name.
        case register(AccountName, as: Registration, Circumstance)
        /// An activation of an id which should be that of this name.
        case activate(AccountName)
    }

    /// What is known of a name before its register is sent.
    public enum Circumstance: Hashable, Sendable {
        /// The listing does not show it.
        case unlisted
        /// The same, but the outcome of an earlier register is unknown.
        case settling
        /// No listing was read.
        case unseen
    }

    /// What an answer to a call means.
    public init(of answer: Result<User, ServiceError>, to call: Call) {
        self =
            switch call {
            case .register(let name, let registration, let circumstance):
                Self.register(answer.about(name), as: registration, in: circumstance)
            case .activate(let name): Self.activation(answer.about(name))
            }
    }

    /// What a login with an account's first password proves.
    public enum Proof: Hashable, Sendable {
        /// The account has this password.
        case ours
        /// flowServ itself says that no active account has this name and password.
        case notOurs
        /// Nothing.
        case nothing

        /// What the answer to the login proves about the account of this name.
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
                // A register needs no login, so whatever is refused is this request.
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
    /// The server's own words where there are any.
    var words: String {
        switch self {
        case .rejected(_, let message), .unknownObject(let message), .notLoggedIn(let message): message
        default: description
        }
    }
}

extension Result where Success == User, Failure == ServiceError {
    /// The answer, where it is about this name: a good one about another account is not flowServ's answer to this call.
    func about(_ name: AccountName) -> Self {
        guard case .success(let user) = self, user.username != name else { return self }
        return .failure(.foreignAnswer(ForeignAnswer(status: 200, content: .otherName(user.username.text))))
    }
}

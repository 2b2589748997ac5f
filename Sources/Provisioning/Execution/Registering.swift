internal import FlowServ
internal import Roster

extension Executor {
    /// Sends one register, retrying only what surely did nothing.
    ///
    /// - Parameter settling: Whether an earlier register of this name may have succeeded.  Then no refusal proves
    ///   anything about the name, and the action stays unknown.
    /// - Returns: The action registered, active, unknown, or at an end; nil when that is its planned end.
    func register(_ action: Action, settling: Bool = false) async throws(ExecutionStop) -> Action? {
        guard let password = credentials.password(action.username) else {
            // Without a password it cannot be registered again, and whether it exists pending nobody can tell.
            if settling { return action }
            return try await record(.skipped("no password is at hand for it any more"), of: action)
        }
        let registration: Registration = action.wanted == .pending || gate.isClosed ? .pending : .active
        let request = Request(
            intent: settling ? .registerSentAgain : .registerSent,
            refusal: settling ? .registerLost : .registerNotProcessed,
            origin: credentials.origin(action.username),
            send: { () async throws(ServiceError) in
                try await service.registerUser(action.username.text, password: password, as: registration)
            },
            outcome: { outcome(ofRegister: $0, action, registration, settling) })
        return try await persist(action, with: request)
    }

    private func outcome(
        ofRegister answer: Result<User, ServiceError>, _ action: Action, _ registration: Registration,
        _ settling: Bool
    ) -> Outcome {
        switch answer {
        case .success(let user) where AccountName(user.username) == action.username:
            .happened(registration == .active ? .createdActive(user.id) : .createdPending(user.id), nil)
        case .success(let user):
            .happened(.registerLost, .outcomeUnknown(.init(reason: "the answer is about \"\(user.username)\"")))
        case .failure(let error):
            switch error {
            case .rejected where settling, .unknownObject where settling: .happened(.registerLost, error)
            case .rejected where error.isDuplicateUser: .happened(.duplicate(error.words), error)
            case .rejected, .unknownObject: .happened(.rejected(error.words), error)
            case .outcomeUnknown: .happened(.registerLost, error)
            case .refusedBeforeProcessing, .notLoggedIn, .redirected, .notAFlowServ: .refused(error)
            }
        }
    }

    /// Sends one activation.  It is idempotent, so a lost answer is a reason to send it again.
    func activate(_ action: Action) async throws(ExecutionStop) -> Action? {
        guard let id = action.state.userID else { return action }
        let request = Request(
            intent: .activateSent, refusal: .activationNotProcessed,
            send: { () async throws(ServiceError) in try await service.activateUser(id) },
            outcome: { outcome(ofActivation: $0, action) })
        return try await persist(action, with: request)
    }

    private func outcome(ofActivation answer: Result<User, ServiceError>, _ action: Action) -> Outcome {
        switch answer {
        case .success(let user) where AccountName(user.username) == action.username:
            .happened(.activated, nil)
        case .success(let user):
            .happened(.idUnknown("the id belongs to \"\(user.username)\""), nil)
        case .failure(let error):
            switch error {
            case .unknownObject: .happened(.idUnknown(error.words), error)
            case .rejected: .happened(.rejected(error.words), error)
            case .outcomeUnknown, .refusedBeforeProcessing, .notLoggedIn, .redirected, .notAFlowServ:
                .refused(error)
            }
        }
    }
}

/// What one request came to.
enum Outcome {
    /// Something that ends the request for good.
    case happened(ActionEvent, ServiceError?)
    /// Nothing, or nothing that sending again could harm.
    case refused(ServiceError)
    /// It was not even sent.
    case unsent
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

/// A typed throw as a value, for where an error is an outcome and not an exception.
func attempt<Value: Sendable>(
    _ body: () async throws(ServiceError) -> Value
) async -> Result<Value, ServiceError> {
    do { return .success(try await body()) } catch { return .failure(error) }
}

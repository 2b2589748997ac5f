internal import Accounts
internal import FlowServ
internal import Roster

extension Executor {
    /// Sends one register, retrying only what surely did nothing.
    ///
    /// - Parameter settling: Whether an earlier register of this name may have succeeded.  Then no refusal proves
    ///   anything about the name, and the action stays unknown.
    /// - Returns: The action registered, active, unknown, or at an end.
    func register(_ action: Action, settling: Bool = false) async throws(ExecutionStop) -> Step {
        guard let password = credentials.password(action.username) else {
            // Without a password it cannot be registered again, and whether it exists pending nobody can tell.
            if settling { return Step(action) }
            return Step(try await record(.skipped("no password is at hand for it any more"), of: action))
        }
        let registration: Registration = action.wanted == .pending || gate.isClosed ? .pending : .active
        if !settling, let refusal = interceptions.refusal(of: registration) {
            return Step(try await record(.skipped(refusal), of: action))
        }
        let request = Request(
            call: .register(action.username, as: registration, settling ? .settling : .unlisted),
            intent: settling ? .registerSentAgain : .registerSent,
            withdrawal: settling ? .registerLost : .registerNotProcessed,
            origin: credentials.origin(action.username),
            send: { () async throws(ServiceError) in
                try await service.registerUser(action.username.text, password: password, as: registration)
            })
        return try await persist(action, with: request)
    }

    /// Sends one activation.  It is idempotent, so a lost answer is a reason to send it again.
    func activate(_ action: Action) async throws(ExecutionStop) -> Step {
        guard let id = action.state.userID else { return Step(action) }
        let request = Request(
            call: .activate(action.username), intent: .activateSent, withdrawal: .activationNotProcessed,
            send: { () async throws(ServiceError) in try await service.activateUser(id) })
        return try await persist(action, with: request)
    }
}

/// How far a request has brought its action.
struct Step {
    /// The action as it is now; nil when it has come to its planned end, which is reported once it is durable, or when its
    /// end is decided with those of others.
    let action: Action?
    /// The server's words, when it refused as it does for a name that is taken while the name was settled.
    var taken: String?

    init(_ action: Action?, taken: String? = nil) {
        self.action = action
        self.taken = taken
    }
}

/// A typed throw as a value, for where an error is an outcome and not an exception.
func attempt<Value: Sendable>(
    _ body: () async throws(ServiceError) -> Value
) async -> Result<Value, ServiceError> {
    do { return .success(try await body()) } catch { return .failure(error) }
}

internal import FlowServ
internal import GRDB

/// One step of one action, ready to be written: the action, its account and the details of the answer change together
/// or not at all.
struct JournalChange: Sendable {
    let action: Action
    let transition: Transition
    let isAttempt: Bool
    /// The origin of the password in a register, if it is delivered, and the effect on its delivery.
    let delivery: (origin: PasswordOrigin, effect: PendingDelivery.State.Effect)?
    let httpStatus: Int?
    let error: String?

    init(
        _ action: Action, _ event: ActionEvent, httpStatus: Int? = nil, error: String? = nil,
        origin: PasswordOrigin? = nil
    ) throws(JournalError) {
        self.action = action
        do {
            transition = try action.state.next(on: event)
        } catch {
            throw .inconsistent("\(action.username): \(error)")
        }
        isAttempt = event.isAttempt
        delivery = origin.map { ($0, PendingDelivery.State.after(event, in: action.state)) }
        self.httpStatus = httpStatus
        self.error = error
    }

    /// The action after this change.
    var result: Action {
        var action = action
        action.state = transition.state
        if isAttempt {
            action.attempts += 1
        } else {
            action.httpStatus = httpStatus
            action.error = error
        }
        return action
    }

    /// Writes the change if the journal still has the state that it starts from.
    func apply(to database: Database) throws {
        let result = result
        try JournalStatement(
            """
            UPDATE action SET state = ?, user_id = ?, reason = ?, attempts = ?, http_status = ?, error = ?
            WHERE id = ? AND state = ?
            """, database
        ).run(
            .integer(result.state.code.rawValue), UserIDColumn.value(result.state.userID), .text(result.state.reason),
            .integer(result.attempts), .integer(result.httpStatus), .text(result.error), .integer(action.id),
            .integer(action.state.code.rawValue))
        guard database.changesCount == 1 else {
            throw JournalError.inconsistent("\(action.username) is no longer \(action.state.word)")
        }
        // While a register is in flight, the action itself shows that the account is unknown.
        if transition.state != .registering {
            try transition.learned.apply(to: action.username, in: action.id, database)
        }
        if let delivery { try delivery.effect.apply(to: action, delivery.origin, database) }
    }
}

extension ActionEvent {
    /// Whether it is the intent of a request.
    fileprivate var isAttempt: Bool {
        switch self {
        case .registerSent, .registerSentAgain, .activateSent: true
        default: false
        }
    }
}

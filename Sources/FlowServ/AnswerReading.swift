internal import Foundation

/// What the bodies of answers say, decoded with the server's labels.
struct AnswerReader: Sendable {
    let labels: UserLabels

    /// Turns every answer that is not a success into its error.
    func accept(_ answer: Answer) throws(ServiceError) {
        if (200..<300).contains(answer.status) { return }
        let message = serverMessage(answer.body)
        let words = message ?? "HTTP \(answer.status)"
        switch answer.status {
        case 400..<500 where answer.retryAfter != nil && answer.status != 429:
            // flowServ never says when to come back: something in front of it speaks, and what that did with the
            // request only it knows.
            throw .outcomeUnknown(disturbance(answer, "\(answer.status): \(words)"))
        case 300..<400:
            throw .redirected(status: answer.status, target: answer.location ?? "nowhere")
        case 401, 403:
            throw .notLoggedIn(message: words)
        case 404:
            throw .unknownObject(message: words)
        case 429:
            throw .refusedBeforeProcessing(disturbance(answer, "the server is busy (429)"))
        case 408:
            throw .outcomeUnknown(disturbance(answer, words))
        case 400..<500:
            throw .rejected(status: answer.status, message: words)
        default:
            throw .outcomeUnknown(disturbance(answer, message.map { "\(answer.status): \($0)" } ?? words))
        }
    }

    /// An account's handle: `{"id", "username"}`; a token beside them is not looked at.
    func user(_ answer: Answer) throws(ServiceError) -> User {
        let object = try object(answer)
        return try user(object, answer)
    }

    func login(_ answer: Answer) throws(ServiceError) -> Login {
        let object = try object(answer)
        guard let token = object[labels.token] as? String, !token.isEmpty else { throw unreadable(answer) }
        return Login(user: try user(object, answer), token: AccessToken(token))
    }

    func resetRequest(_ answer: Answer) throws(ServiceError) -> ResetRequestID {
        guard let id = try object(answer)[labels.requestID] as? String, !id.isEmpty else {
            throw unreadable(answer)
        }
        return ResetRequestID(id)
    }

    private func user(_ object: [String: Any], _ answer: Answer) throws(ServiceError) -> User {
        guard let id = object[labels.userID] as? String, !id.isEmpty,
            let username = object[labels.username] as? String
        else { throw unreadable(answer) }
        return User(id: UserID(rawValue: id), username: username)
    }

    private func object(_ answer: Answer) throws(ServiceError) -> [String: Any] {
        if let plain = PlainObject.members(of: answer.body) { return plain }
        let decoded = try? JSONSerialization.jsonObject(with: Data(answer.body))
        guard let object = decoded as? [String: Any] else { throw unreadable(answer) }
        return object
    }

    /// The server said yes, but not what it did.
    func unreadable(_ answer: Answer) -> ServiceError {
        .outcomeUnknown(disturbance(answer, "the server's answer could not be understood"))
    }

    private func disturbance(_ answer: Answer, _ reason: String) -> ServiceError.Disturbance {
        .init(reason: reason, status: answer.status, retryAfter: answer.retryAfter)
    }

    /// flowServ explains a refusal in `{"message": "…"}`.  A proxy's page explains nothing.
    private func serverMessage(_ body: [UInt8]) -> String? {
        let decoded = try? JSONSerialization.jsonObject(with: Data(body))
        guard let message = (decoded as? [String: Any])?["message"] as? String else { return nil }
        return String(message.prefix(500))
    }
}

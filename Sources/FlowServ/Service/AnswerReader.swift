internal import Accounts
internal import Foundation

/// Decodes the bodies of answers with the server's labels.
struct AnswerReader: Sendable {
    let labels: UserLabels

    /// Throws the error that belongs to an answer, unless the answer is a success.
    ///
    /// - Parameters:
    ///   - subject: The id or the name that the request is about; a 404 that names another one is not from flowServ.
    ///   - secrets: The secrets in the request, which must not appear in an error.
    func accept(
        _ answer: Answer, about subject: String? = nil, hiding secrets: SentSecrets = SentSecrets()
    ) throws(ServiceError) {
        if (200..<300).contains(answer.status) { return }
        switch answer.status {
        case 300..<400:
            // Show only the path: the query may repeat what was sent.
            let target = (answer.location ?? "nowhere").prefix { $0 != "?" && $0 != "#" }
            throw .redirected(status: answer.status, target: secrets.hidden(in: String(target)))
        case 429:
            throw .refusedBeforeProcessing(evidence(answer, "the server is busy (429)"))
        default:
            // flowServ never sends Retry-After.
            let isForeign = (400..<500).contains(answer.status) && answer.retryAfter != nil
            guard !isForeign, let message = serverMessage(answer.body),
                answer.status != 404 || isUnknown(subject, message)
            else { throw foreign(answer) }
            throw error(answer, String(secrets.hidden(inMessage: message).prefix(500)))
        }
    }

    /// Returns whether a message is that of flowServ about something unknown: `unknown user '…'`, with what was asked
    /// for if it names anything.
    private func isUnknown(_ subject: String?, _ message: String) -> Bool {
        guard message.hasPrefix(ServiceError.unknown) else { return false }
        guard let subject, let quote = message.firstIndex(of: "'"), message.hasSuffix("'") else { return true }
        return message[quote...].utf8.elementsEqual("'\(subject)'".utf8)
    }

    /// Returns the error for a message from flowServ itself.
    private func error(_ answer: Answer, _ message: String) -> ServiceError {
        switch answer.status {
        case 401, 403: .notLoggedIn(message: message)
        case 404: .unknownObject(message: message)
        case 408: .outcomeUnknown(evidence(answer, message))
        case 400..<500: .rejected(status: answer.status, message: message)
        default: .outcomeUnknown(evidence(answer, "\(answer.status): \(message)"))
        }
    }

    /// Reads the handle of an activated account, which must have the id that was asked for.
    func activated(_ id: UserID, _ answer: Answer) throws(ServiceError) -> User {
        let user = try user(answer)
        guard user.id == id else { throw foreign(answer) }
        return user
    }

    /// Reads an account's handle: `{"id", "username"}`; a token next to them is ignored.
    func user(_ answer: Answer) throws(ServiceError) -> User {
        let object = try object(answer)
        return try user(object, answer)
    }

    /// Reads the handle of a newly registered account.  An id that equals the password is rejected, and the password
    /// is removed from an unexpected name.
    func registered(_ username: String, _ answer: Answer, hiding password: String) throws(ServiceError) -> User {
        let user = try user(answer)
        guard user.id.rawValue != password else { throw foreign(answer) }
        if user.username == AccountName(username) { return user }
        return User(id: user.id, username: AccountName(SentSecrets([password]).hidden(in: user.username.text)))
    }

    /// Reads the session of an account, which must have the name that logged in.
    func login(_ username: String, _ answer: Answer) throws(ServiceError) -> Login {
        let object = try object(answer)
        let user = try user(object, answer)
        guard let token = object[labels.token] as? String, !token.isEmpty, user.username == AccountName(username)
        else { throw foreign(answer) }
        return Login(user: user, token: AccessToken(token))
    }

    func resetRequest(_ answer: Answer) throws(ServiceError) -> ResetRequestID {
        guard let id = try object(answer)[labels.requestID] as? String, !id.isEmpty else {
            throw foreign(answer)
        }
        return ResetRequestID(id)
    }

    private func user(_ object: [String: Any], _ answer: Answer) throws(ServiceError) -> User {
        guard let id = object[labels.userID] as? String, !id.isEmpty,
            let username = object[labels.username] as? String
        else { throw foreign(answer) }
        return User(id: UserID(rawValue: id), username: AccountName(username))
    }

    private func object(_ answer: Answer) throws(ServiceError) -> [String: Any] {
        if let plain = PlainObject.members(of: answer.body) { return plain }
        let decoded = try? JSONSerialization.jsonObject(with: Data(answer.body))
        guard let object = decoded as? [String: Any] else { throw foreign(answer) }
        return object
    }

    /// Returns the error for an answer that is not from flowServ.  A server error stays a server error, whoever sent
    /// it.
    func foreign(_ answer: Answer) -> ServiceError {
        if answer.status < 200 || answer.status >= 500 {
            return .outcomeUnknown(evidence(answer, "HTTP \(answer.status)"))
        }
        let content = answer.coding.map(ForeignAnswer.Content.compressed) ?? ForeignAnswer.Content(of: answer.body)
        return .foreignAnswer(ForeignAnswer(status: answer.status, content: content, retryAfter: answer.retryAfter))
    }

    private func evidence(_ answer: Answer, _ reason: String) -> ServiceError.Evidence {
        .init(reason: reason, status: answer.status, retryAfter: answer.retryAfter)
    }

    /// Returns the reason that flowServ gives in `{"message": "…"}`.  A proxy's page gives none.
    private func serverMessage(_ body: [UInt8]) -> String? {
        let decoded = try? JSONSerialization.jsonObject(with: Data(body))
        return (decoded as? [String: Any])?["message"] as? String
    }
}

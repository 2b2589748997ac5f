/// An error of a call.  The cases differ in what the caller may do next and in who reported the error.
///
/// ``rejected(status:message:)``, ``notLoggedIn(message:)`` and ``unknownObject(message:)`` come from flowServ
/// itself: their answers have its JSON shape, `{"message": …}`.  No other case proves anything about an account.
public enum ServiceError: Error, Sendable, Hashable {
    /// The server certainly did nothing: no connection was made, or the answer was 429.  The request is safe to send
    /// again.
    case refusedBeforeProcessing(Evidence)
    /// flowServ read the request and refused it (any 4xx without a case of its own).
    case rejected(status: Int, message: String)
    /// flowServ reports that the token is missing, wrong or expired (401, 403).
    case notLoggedIn(message: String)
    /// flowServ reports an unknown id or name (404, `unknown …`).
    case unknownObject(message: String)
    /// The request may have been processed, or may still be: the connection broke or timed out after it was sent, the
    /// server answered 5xx, or its answer was cut off.
    case outcomeUnknown(Evidence)
    /// Something in front of flowServ answered: a proxy, a firewall, a cache, a sign-in page.  Whether flowServ
    /// processed the request is unknown.
    case foreignAnswer(ForeignAnswer)
    /// The server redirects the request (3xx).  Redirects are never followed.
    case redirected(status: Int, target: String)
    /// Something answers at this address, but it is not flowServ.
    case notAFlowServ(reason: String)

    /// What is known about a request that flowServ did not answer itself.
    public struct Evidence: Sendable, Hashable {
        /// The reason in words, without secrets.
        public let reason: String
        /// The HTTP status, if there was an answer.
        public let status: Int?
        /// How long the server asked the client to wait.
        public let retryAfter: Duration?
        /// The cause of the failure.
        public let cause: Cause

        /// Creates evidence from its reason, HTTP status and the wait that the server asked for.
        public init(
            reason: String, status: Int? = nil, retryAfter: Duration? = nil, cause: Cause = .connection
        ) {
            self.reason = reason
            self.status = status
            self.retryAfter = retryAfter
            self.cause = cause
        }

        /// The cause of a failed request, which determines the remedy.
        public enum Cause: Sendable, Hashable {
            /// The server or the network.
            case connection
            /// The proxy.
            case proxy
            /// The files with the trusted certificate authorities.
            case authorities
            /// The server's certificate: not signed by a trusted authority, or expired.
            case certificate
            /// The server's certificate: issued for another host.
            case otherHost
        }
    }

    /// Whether flowServ reports that the name is taken.  The status is the same as for any invalid value; only the
    /// text differs.
    public var isDuplicateUser: Bool {
        guard case .rejected(400, let message) = self else { return false }
        return message.hasPrefix(Self.duplicateUser)
    }

    /// Whether flowServ reports that no account has this id, or this name and password.
    public var isUnknownUser: Bool {
        guard case .unknownObject(let message) = self else { return false }
        return message.hasPrefix(Self.unknownUser)
    }

    static let duplicateUser = "duplicate user"
    static let unknownUser = "unknown user"
    /// The beginning of every 404 message from flowServ.  Gateways use other messages for an unknown path.
    static let unknown = "unknown "

    /// Whether the request may have been processed, or may still be.
    public var leavesOutcomeUnknown: Bool {
        switch self {
        case .outcomeUnknown, .foreignAnswer, .redirected, .notAFlowServ: true
        case .refusedBeforeProcessing, .rejected, .notLoggedIn, .unknownObject: false
        }
    }

    /// The HTTP status of the answer, if there was one.
    public var status: Int? {
        switch self {
        case .foreignAnswer(let answer): answer.status
        case .refusedBeforeProcessing(let evidence), .outcomeUnknown(let evidence): evidence.status
        case .rejected(let status, _), .redirected(let status, _): status
        case .notLoggedIn: 403
        case .unknownObject: 404
        case .notAFlowServ: nil
        }
    }
}

extension ServiceError: CustomStringConvertible {
    /// The error in one line without secrets.  Text from the server is included unchanged.
    public var description: String {
        switch self {
        case .refusedBeforeProcessing(let evidence): "not processed: \(evidence.reason)"
        case .rejected(let status, let message): "rejected (\(status)): \(message)"
        case .notLoggedIn("not logged in"): "not logged in"
        case .notLoggedIn(let message): "not logged in: \(message)"
        case .unknownObject(let message): "not found: \(message)"
        case .outcomeUnknown(let evidence): "outcome unknown: \(evidence.reason)"
        case .redirected(let status, let target): "redirected (\(status)) to \(target), which is not followed"
        case .foreignAnswer(let answer): "not flowServ's answer: \(answer)"
        case .notAFlowServ(let reason): "not a flowServ server: \(reason)"
        }
    }
}

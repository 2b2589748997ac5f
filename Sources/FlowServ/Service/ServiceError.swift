/// How a call can fail, told apart by what the caller may do next and by who says so.
///
/// ``rejected(status:message:)``, ``notLoggedIn(message:)`` and ``unknownObject(message:)`` are flowServ's own word: their
/// answers have its JSON shape, `{"message": …}`.  No other case proves anything about an account.
public enum ServiceError: Error, Sendable, Hashable {
    /// The server surely did nothing: no connection came about, or the answer was 429.  Safe to send again.
    case refusedBeforeProcessing(Evidence)
    /// flowServ read the request and said no (any 4xx that has no case of its own).
    case rejected(status: Int, message: String)
    /// flowServ says that the token is missing, wrong or expired (401, 403).
    case notLoggedIn(message: String)
    /// flowServ knows no such id or name (404, `unknown …`).
    case unknownObject(message: String)
    /// The request may have been carried out, now or later: the connection broke or timed out after it was
    /// sent, the server answered 5xx, or its answer was cut off.
    case outcomeUnknown(Evidence)
    /// Something in front of flowServ answered in its place: a proxy, a firewall, a cache, a sign-in page.  What became of
    /// the request only it knows.
    case foreignAnswer(ForeignAnswer)
    /// The server wants us elsewhere (3xx).  Redirects are never followed.
    case redirected(status: Int, target: String)
    /// Something answers at this address, but it is no flowServ.
    case notAFlowServ(reason: String)

    /// What is known of a request that flowServ did not answer itself.
    public struct Evidence: Sendable, Hashable {
        /// In words, without secrets.
        public let reason: String
        /// The HTTP status, when there was an answer at all.
        public let status: Int?
        /// How long the server asked us to wait.
        public let retryAfter: Duration?
        /// What the request failed at.
        public let cause: Cause

        /// Evidence with its reason, HTTP status and the wait that the server asked for.
        public init(
            reason: String, status: Int? = nil, retryAfter: Duration? = nil, cause: Cause = .connection
        ) {
            self.reason = reason
            self.status = status
            self.retryAfter = retryAfter
            self.cause = cause
        }

        /// What a failed request came from, so what can be done about it.
        public enum Cause: Sendable, Hashable {
            /// The server, or the way to it.
            case connection
            /// The proxy on the way.
            case proxy
            /// The files that name the authorities to trust.
            case authorities
            /// The server's certificate, which nobody trusted has signed, or which has expired.
            case certificate
            /// The server's certificate, which is for another host.
            case otherHost
        }
    }

    /// Whether this is flowServ's way of saying that the name is taken.  The status is the one of every
    /// other bad value; only the text tells.
    public var isDuplicateUser: Bool {
        guard case .rejected(400, let message) = self else { return false }
        return message.hasPrefix(Self.duplicateUser)
    }

    /// Whether this is flowServ's way of saying that it has no account under this id, or none that this name and password
    /// open.
    public var isUnknownUser: Bool {
        guard case .unknownObject(let message) = self else { return false }
        return message.hasPrefix(Self.unknownUser)
    }

    static let duplicateUser = "duplicate user"
    static let unknownUser = "unknown user"
    /// How flowServ begins whatever it says with 404.  Gateways have messages of their own for a path that they do not know.
    static let unknown = "unknown "

    /// Whether the request may have been carried out, now or later.
    public var leavesOutcomeUnknown: Bool {
        switch self {
        case .outcomeUnknown, .foreignAnswer, .redirected, .notAFlowServ: true
        case .refusedBeforeProcessing, .rejected, .notLoggedIn, .unknownObject: false
        }
    }

    /// The HTTP status of the answer, when there was one.
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
    /// What happened, in one line without secrets.  Text from the server is in it as it came.
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
        case .notAFlowServ(let reason): "not a flowServ: \(reason)"
        }
    }
}

/// The result of one request, for logs and metrics.  It contains no body, token, name or query.
public struct RequestRecord: Hashable, Sendable {
    /// The call.
    public let route: Route
    /// The answer's status; nil if there was no answer.
    public let status: Int?
    /// The time from submitting the request to its end.
    public let duration: Duration
    /// The size of the answer's body in bytes.
    public let bytes: Int
    /// The failure below HTTP; nil if there was an answer.
    public let failure: String?
}

/// What one request came to, for logs and metrics.  It holds no body, no token, no name and no query.
public struct RequestRecord: Hashable, Sendable {
    /// Which call it was.
    public let route: Route
    /// The answer's status; nil when there was none.
    public let status: Int?
    /// From the moment it was handed over to its end.
    public let duration: Duration
    /// How many bytes the answer's body had.
    public let bytes: Int
    /// What went wrong below HTTP; nil when there was an answer.
    public let failure: String?
}

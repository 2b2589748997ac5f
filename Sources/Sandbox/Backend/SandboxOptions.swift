/// The behaviour of a sandbox apart from its faults.
public struct SandboxOptions: Sendable {
    /// The header that the front of the server passes on to the application.
    public enum Front: String, Sendable, CaseIterable {
        /// Headers with an underscore are dropped, as in current gunicorn, waitress, Werkzeug and nginx.
        case hyphen = "api-key"
        /// Only the reference client's own `api_key` is passed on.
        case underscore = "api_key"
    }

    /// The token header that is passed on.
    public var front: Front = .hyphen
    /// The minimum duration of every call.
    public var latency: Duration = .zero
    /// If not nil, the time between a register's lookup of the name and its insertion of the row, as in the real
    /// server: two at once create two rows.
    public var registerGap: Duration?
    /// The seed of identifiers and of the chances of faults.
    public var seed: UInt64 = 1
    /// The address in the root document, which need not be correct.
    public var advertisedURL = "http://localhost:5000/flowserv/api/v1"
    /// The paths of routes that differ on this server.
    public var patterns: [String: String] = [:]

    /// Creates the defaults: the hyphen is passed on, no latency, registers do not race.
    public init() {}
}

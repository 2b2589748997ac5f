/// How a sandbox behaves, apart from its faults.
public struct SandboxOptions: Sendable {
    /// The header that the front of the server lets through to the application.
    public enum Front: String, Sendable, CaseIterable {
        /// A header with an underscore is dropped, as today's gunicorn, waitress, Werkzeug and nginx do.
        case hyphen = "api-key"
        /// Only the reference client's own `api_key` arrives.
        case underscore = "api_key"
    }

    /// Which token header arrives.
    public var front: Front = .hyphen
    /// How long every call takes at the least.
    public var latency: Duration = .zero
    /// When not nil, a register looks for the name and inserts the row this much later, as the real server does:
    /// two at once make two rows.
    public var registerGap: Duration?
    /// What identifiers and the chances of faults are drawn from.
    public var seed: UInt64 = 1
    /// The address that the root document claims, which need not be the right one.
    public var advertisedURL = "http://localhost:5000/flowserv/api/v1"
    /// The paths of routes that this server has elsewhere.
    public var patterns: [String: String] = [:]

    /// The defaults: the hyphen arrives, no latency, registers do not race.
    public init() {}
}

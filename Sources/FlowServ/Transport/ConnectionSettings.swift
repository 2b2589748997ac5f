/// Settings of the connections to a server.
public struct ConnectionSettings: Sendable {
    /// The maximum time for an answer, measured from when a request is submitted.  After it the outcome is unknown.
    public var timeout: Duration = .seconds(30)
    /// The maximum time to set up a connection, including TLS; at most half the answer's time is used.
    public var connectTimeout: Duration = .seconds(5)
    /// The maximum number of requests in flight.
    public var connections = 16
    /// PEM files of certificate authorities, or directories of such files, to trust instead of the system's; empty
    /// for the system's.
    public var certificateAuthorities: [String] = []
    /// The proxy in front of the server, if there is one.
    public var proxy: ForwardProxy?
    /// The header that carries the token; nil to detect it.
    public var tokenHeader: TokenHeader?
    /// How long an unused connection is kept open.
    var idleTimeout: Duration = .seconds(1)
    /// Called when a request has ended.
    public var observer: (@Sendable (RequestRecord) -> Void)?
    /// The names of the fields in bodies.
    public var labels = UserLabels()
    /// Carries the requests; nil for the network.
    package var carrier: RequestCarrier?

    /// Creates the default settings: 30 s for an answer, 5 s for a connection, 16 connections, system certificates.
    public init() {}
}

/// The header that carries the access token.
///
/// flowServ reads `api_key`, but gunicorn, waitress, Werkzeug, nginx and Apache drop a header with an underscore.
/// They pass on `api-key`, and flowServ receives it under the same key.  Sending both would merge them into one wrong
/// value.
public struct TokenHeader: Hashable, Sendable {
    /// The header's name.
    public let name: String

    /// `api-key`, which current servers and proxies pass on.
    public static let hyphen = TokenHeader(name: "api-key")
    /// `api_key`, as flowServ's reference client sends it.
    public static let underscore = TokenHeader(name: "api_key")

    private init(name: String) {
        self.name = name
    }

    /// Creates a header with another name, or nil if the name is not valid in HTTP.
    public init?(_ name: String) {
        let allowed = name.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
                true
            default: false
            }
        }
        guard allowed, !name.isEmpty else { return nil }
        self.name = name
    }
}

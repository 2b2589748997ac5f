/// How to talk to a server.
public struct ConnectionSettings: Sendable {
    /// How long an answer may take, from the moment a request is handed over.  Past it the outcome is unknown.
    public var timeout: Duration = .seconds(30)
    /// How long setting up a connection may take, TLS included; at most half the time of an answer is used.
    public var connectTimeout: Duration = .seconds(5)
    /// How many requests may be in flight at once.
    public var connections = 16
    /// PEM files of certificate authorities, or directories of such files, to trust instead of the system's; empty for those.
    public var certificateAuthorities: [String] = []
    /// The proxy on the way to the server, if there is one.
    public var proxy: ForwardProxy?
    /// The name of the header that carries the token, or nil to find it out.
    public var tokenHeader: TokenHeader?
    /// How long a connection that nobody uses is kept.
    var idleTimeout: Duration = .seconds(1)
    /// Hears of every request when it has ended; nil when nobody wants to know.
    public var observer: (@Sendable (RequestRecord) -> Void)?
    /// The field names in bodies.
    public var labels = UserLabels()

    /// The defaults: 30 s for an answer, 5 s for a connection, 16 connections, system certificates.
    public init() {}
}

/// The header that carries the access token.
///
/// flowServ reads `api_key`, but gunicorn, waitress, Werkzeug, nginx and Apache drop a header with an underscore.
/// `api-key` reaches the same place through them.  Both at once would be merged into one wrong value.
public struct TokenHeader: Hashable, Sendable {
    /// The header's name.
    public let name: String

    /// `api-key`, which passes through today's servers and proxies.
    public static let hyphen = TokenHeader(name: "api-key")
    /// `api_key`, as flowServ's reference client sends it.
    public static let underscore = TokenHeader(name: "api_key")

    private init(name: String) {
        self.name = name
    }

    /// A header of another name, or nil when it cannot be the name of an HTTP header.
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

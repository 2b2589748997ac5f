/// Where the calls of one server are: its address and the path of each route.
public struct ServiceDescriptor: Sendable, Hashable {
    /// The address that requests go to; the user gave it.
    public let address: ServerAddress
    /// What the server calls itself.
    public let name: String?
    /// The server's own version.
    public let version: String?
    /// What the server believes to be its address.  Behind a proxy it is wrong, so it is for information only.
    public let advertisedURL: String?
    /// Who the server says is logged in, when the descriptor was asked for with a token.
    public let username: String?
    private let patterns: [String: String]

    /// A descriptor from settings alone: every route has its default pattern.
    public init(address: ServerAddress, name: String? = nil) {
        self.init(
            address: address, name: name, version: nil, advertisedURL: nil, username: nil, patterns: [:])
    }

    /// A descriptor from flowServ's own settings (FLOWSERV_API_NAME, _PROTOCOL, _HOST, _PORT, _PATH).
    public init(flowservSettings environment: [String: String]) throws(AddressError) {
        try self.init(
            address: ServerAddress(flowservSettings: environment), name: environment["FLOWSERV_API_NAME"])
    }

    init(
        address: ServerAddress, name: String?, version: String?, advertisedURL: String?, username: String?,
        patterns: [String: String]
    ) {
        self.address = address
        self.name = name
        self.version = version
        self.advertisedURL = advertisedURL
        self.username = username
        self.patterns = patterns
    }

    /// The path of a route below the base URL: the server's own pattern when it has one, else the default.
    public func pattern(for route: Route) -> String {
        patterns[route.rawValue] ?? route.defaultPattern
    }

    /// The absolute URL of a route.
    public func url(for route: Route) -> String {
        address.url + "/" + pattern(for: route)
    }
}

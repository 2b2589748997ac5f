/// The address of one server and the path of each route.
public struct ServiceDescriptor: Sendable, Hashable {
    /// The address that requests go to, as given by the user.
    public let address: ServerAddress
    /// The server's name for itself.
    public let name: String?
    /// The server's version.
    public let version: String?
    /// The address that the server reports for itself.  It is wrong behind a proxy, so it is for information only.
    public let advertisedURL: String?
    /// The logged-in user, if the descriptor was requested with a token.
    public let username: String?
    private let patterns: [String: String]

    /// Creates a descriptor in which every route has its default pattern.
    public init(address: ServerAddress, name: String? = nil) {
        self.init(
            address: address, name: name, version: nil, advertisedURL: nil, username: nil, patterns: [:])
    }

    /// Creates a descriptor from flowServ's own settings (FLOWSERV_API_NAME, _PROTOCOL, _HOST, _PORT, _PATH).
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

    /// Returns the path of a route below the base URL: the server's own pattern if it has one, otherwise the default.
    public func pattern(for route: Route) -> String {
        patterns[route.rawValue] ?? route.defaultPattern
    }

    /// Returns the absolute URL of a route.
    public func url(for route: Route) -> String {
        address.url + "/" + pattern(for: route)
    }
}

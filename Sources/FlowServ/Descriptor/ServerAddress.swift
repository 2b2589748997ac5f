internal import Foundation

/// The base URL of a flowServ API, in one canonical spelling: lower-case scheme and host, no trailing slash.
///
/// Requests go to this address, even if the server's descriptor states another one.
public struct ServerAddress: Hashable, Sendable {
    /// The canonical spelling, e.g. `https://rob.example.org/flowserv/api/v1`.
    public let url: String
    /// `http` or `https`.
    public let scheme: String
    /// The host as written, without brackets.
    public let host: String
    /// The normalized form used in comparisons.
    let identity: ServerIdentity

    /// Parses an absolute http or https URL.
    ///
    /// - Throws: ``AddressError`` if the text is not such a URL, or contains a user, a query or a fragment.
    public init(_ text: String) throws(AddressError) {
        guard let parts = URLComponents(string: text), let scheme = parts.scheme?.lowercased(),
            let host = parts.host?.lowercased(), !host.isEmpty
        else { throw .notAURL(text) }
        guard scheme == "http" || scheme == "https" else { throw .wrongScheme(text) }
        guard parts.user == nil, parts.password == nil else { throw .carriesCredentials }
        guard parts.query == nil, parts.fragment == nil else { throw .carriesQuery(text) }
        var path = parts.percentEncodedPath
        while path.hasSuffix("/") { path.removeLast() }
        let port = parts.port.map { ":\($0)" } ?? ""
        self.scheme = scheme
        self.host = host.hasPrefix("[") ? String(host.dropFirst().dropLast()) : host
        self.url = "\(scheme)://\(host)\(port)\(path)"
        self.identity = ServerIdentity(parts, scheme: scheme, path: path)
    }

    /// Builds the address from flowServ's own settings FLOWSERV_API_PROTOCOL, _HOST, _PORT and _PATH, each with
    /// flowServ's default: `http://localhost:5000/flowserv/api/v1`.
    public init(flowservSettings environment: [String: String]) throws(AddressError) {
        let scheme = environment["FLOWSERV_API_PROTOCOL"] ?? "http"
        let host = environment["FLOWSERV_API_HOST"] ?? "localhost"
        let port = environment["FLOWSERV_API_PORT"] ?? "5000"
        let path = environment["FLOWSERV_API_PATH"] ?? "/flowserv/api/v1"
        let authority = port == "80" ? host : "\(host):\(port)"
        try self.init("\(scheme)://\(authority)\(path.hasPrefix("/") ? path : "/" + path)")
    }

    /// Returns the host of a URL in lower case; nil if it has none.
    package static func host(of url: String) -> String? { URLComponents(string: url)?.host?.lowercased() }

    /// The bytes of the host if it is an IP address, 4 or 16 of them; nil if it is a name.
    var addressBytes: [UInt8]? {
        var four = [UInt8](repeating: 0, count: 4)
        if inet_pton(AF_INET, host, &four) == 1 { return four }
        var bytes = [UInt8](repeating: 0, count: 16)
        guard inet_pton(AF_INET6, host, &bytes) == 1 else { return nil }
        let isMapped = bytes.prefix(12).elementsEqual([UInt8](repeating: 0, count: 10) + [0xFF, 0xFF])
        return isMapped ? Array(bytes.suffix(4)) : bytes
    }

    /// Whether requests never leave this machine.
    public var isLoopback: Bool {
        if let bytes = addressBytes {
            return bytes.count == 4 ? bytes[0] == 127 : bytes == [UInt8](repeating: 0, count: 15) + [1]
        }
        return host == "localhost" || host == "localhost."
    }
}

extension ServerAddress: CustomStringConvertible {
    /// The canonical spelling.
    public var description: String { url }
}

/// The reason why a text is not the address of a flowServ API.
public enum AddressError: Error, Hashable, Sendable, CustomStringConvertible {
    /// Not an absolute URL.
    case notAURL(String)
    /// Neither http nor https.
    case wrongScheme(String)
    /// The URL contains a user or password.
    case carriesCredentials
    /// The URL contains a query or fragment.
    case carriesQuery(String)

    /// What is wrong and what to write instead.
    public var description: String {
        let example = "Write it like https://HOST/flowserv/api/v1."
        return switch self {
        case .notAURL(let text): "\"\(text)\" is not a URL.  \(example)"
        case .wrongScheme(let text): "\"\(text)\" is neither http nor https.  \(example)"
        case .carriesCredentials: "The server's URL must not contain a user or a password.  \(example)"
        case .carriesQuery(let text): "\"\(text)\" must end with its path, without ? or #.  \(example)"
        }
    }
}

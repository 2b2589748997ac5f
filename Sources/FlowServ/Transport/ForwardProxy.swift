internal import Foundation

/// A proxy through which connections to https servers are tunnelled (CONNECT, RFC 9110, section 9.3.6).  It sees the
/// server's name but none of the data.
public struct ForwardProxy: Hashable, Sendable {
    /// Its host.
    public let host: String
    /// Its port.
    public let port: Int
    /// The name and password for the proxy, if it needs them.
    let login: Login?

    struct Login: Hashable, Sendable {
        let username: String
        let password: String
    }

    /// The reason why a proxy cannot be used.
    public enum SettingError: Error, Hashable, Sendable, CustomStringConvertible {
        /// The value of this variable is not a proxy.
        case noProxy(variable: String)
        /// The server is given by IP address: through a tunnel, its certificate could not be told from the proxy's.
        case serverWithoutName(host: String, variable: String)

        /// What is wrong.  The value is not shown because it may contain a password.
        public var description: String {
            switch self {
            case .noProxy(let variable): "\(variable) does not name a proxy"
            case .serverWithoutName(let host, let variable):
                "\(host) is an address, and through the proxy of \(variable) the certificate of an address cannot be checked"
            }
        }
    }

    /// The proxy for a server, from the usual environment variables: `https_proxy` or `HTTPS_PROXY`, except for the
    /// hosts of `no_proxy` or `NO_PROXY`.  Lower case takes precedence, as in curl.
    ///
    /// A server on this machine is reached directly, and so is one without TLS, because a proxy would see the
    /// passwords.
    ///
    /// - Returns: nil if no proxy applies.
    public init?(to server: ServerAddress, environment: [String: String]) throws(SettingError) {
        guard server.scheme == "https", !server.isLoopback, let variable = Self.variable(in: environment) else {
            return nil
        }
        if Self.isException(server, environment: environment) { return nil }
        guard let proxy = ForwardProxy(environment[variable] ?? "") else { throw .noProxy(variable: variable) }
        guard server.addressBytes == nil else { throw .serverWithoutName(host: server.host, variable: variable) }
        self = proxy
    }

    /// Returns whether `no_proxy` or `NO_PROXY` lists a server.
    public static func isException(_ server: ServerAddress, environment: [String: String]) -> Bool {
        NoProxy(environment["no_proxy"] ?? environment["NO_PROXY"] ?? "").covers(server)
    }

    /// Returns the variable that sets a proxy, if there is one.
    public static func variable(in environment: [String: String]) -> String? {
        ["https_proxy", "HTTPS_PROXY"].first { environment[$0]?.isEmpty == false }
    }

    /// Parses `http://USER:PASSWORD@HOST:PORT`; the scheme and the login are optional.
    public init?(_ text: String) {
        let url = text.contains("://") ? text : "http://" + text
        guard let parts = URLComponents(string: url), parts.scheme?.lowercased() == "http", let host = parts.host,
            !host.isEmpty, (1...65_535).contains(parts.port ?? 80), ["", "/"].contains(parts.path),
            parts.query == nil,
            parts.fragment == nil
        else { return nil }
        self.host = host.hasPrefix("[") ? String(host.dropFirst().dropLast()) : host
        port = parts.port ?? 80
        login = parts.user.map { Login(username: $0, password: parts.password ?? "") }
    }
}

extension ForwardProxy: CustomStringConvertible {
    /// The host and port, without the login.
    public var description: String { host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)" }
}

/// The hosts that are reached without a proxy, in the form that curl and Go read from `NO_PROXY`: names including
/// their subdomains, addresses, networks such as `10.0.0.0/8`, each with an optional port, and `*` for all.
private struct NoProxy {
    private let entries: [String]

    init(_ text: String) {
        entries = text.split { $0 == "," || $0.isWhitespace }.map { $0.lowercased() }
    }

    func covers(_ server: ServerAddress) -> Bool {
        let port = URLComponents(string: server.url)?.port ?? 443
        // A final dot marks a name as fully qualified; it is the same name.
        let host = server.host.hasSuffix(".") ? String(server.host.dropLast()) : server.host
        return entries.contains { entry($0, covers: host, port: port) }
    }

    private func entry(_ entry: String, covers host: String, port: Int) -> Bool {
        if entry == "*" { return true }
        if let network = Network(entry) { return network.contains(host) }
        var name = entry[...]
        if let colon = entry.lastIndex(of: ":"), let own = Int(entry[colon...].dropFirst()),
            Network(entry + "/128") == nil
        {
            guard own == port else { return false }
            name = entry[..<colon]
        }
        if name.hasPrefix("["), name.hasSuffix("]") { name = name.dropFirst().dropLast() }
        if name.hasPrefix("*.") { name = name.dropFirst() }
        if name.hasSuffix(".") { name = name.dropLast() }
        let bare = name.drop { $0 == "." }
        return !bare.isEmpty && (host == bare || host.hasSuffix("." + bare))
    }

    /// A network in the notation of RFC 4632 and RFC 4291.
    private struct Network {
        let bytes: [UInt8]
        let length: Int

        init?(_ text: String) {
            let parts = text.split(separator: "/", omittingEmptySubsequences: false)
            guard parts.count == 2, let bytes = Self.bytes(of: String(parts[0])), let length = Int(parts[1]),
                (0...bytes.count * 8).contains(length)
            else { return nil }
            self.bytes = bytes
            self.length = length
        }

        func contains(_ host: String) -> Bool {
            guard let other = Self.bytes(of: host), other.count == bytes.count else { return false }
            return (0..<length).allSatisfy { bit in
                let mask = UInt8(0x80) >> (bit % 8)
                return bytes[bit / 8] & mask == other[bit / 8] & mask
            }
        }

        /// Returns the bytes of an IPv4 or IPv6 address.
        private static func bytes(of text: String) -> [UInt8]? {
            for (family, size) in [(AF_INET, 4), (AF_INET6, 16)] {
                var bytes = [UInt8](repeating: 0, count: size)
                if inet_pton(family, text, &bytes) == 1 { return bytes }
            }
            return nil
        }
    }
}

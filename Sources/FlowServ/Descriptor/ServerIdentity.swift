internal import Bytes
internal import Foundation

/// What two spellings of one server's address have in common.
///
/// The scheme and the host count in lower case, an international host in its ASCII form and without the dot at its end, the
/// port only where it is not the scheme's own, and the path without slashes at its end and without needless percent
/// encoding.  `localhost`, `127.0.0.1` and `[::1]` are one host: the machine itself.
struct ServerIdentity: Hashable, Sendable {
    let scheme: String
    let host: String
    let port: Int
    let path: String

    private static let ports = ["http": 80, "https": 443]
    private static let loopback: Set<String> = ["localhost", "127.0.0.1", "::1"]

    /// - Parameters:
    ///   - parts: An absolute URL.
    ///   - scheme: Its scheme in lower case.
    ///   - path: Its path as it is sent.
    init(_ parts: URLComponents, scheme: String, path: String) {
        self.scheme = scheme
        port = parts.port ?? Self.ports[scheme] ?? 0
        var host = (parts.encodedHost ?? parts.host ?? "").lowercased()
        if host.hasPrefix("["), host.hasSuffix("]") { host = Self.shortest(String(host.dropFirst().dropLast())) }
        if host.hasSuffix(".") { host.removeLast() }
        self.host = Self.loopback.contains(host) ? "localhost" : host
        self.path = Self.plain(path)
    }

    /// An IPv6 address in its one short form (RFC 5952); anything else as it is.
    private static func shortest(_ host: String) -> String {
        var address = in6_addr()
        guard inet_pton(AF_INET6, host, &address) == 1 else { return host }
        var text = [CChar](repeating: 0, count: 64)
        guard inet_ntop(AF_INET6, &address, &text, socklen_t(text.count)) != nil else { return host }
        return String(decoding: text.prefix { $0 != 0 }.map(UInt8.init), as: UTF8.self)
    }

    /// A path in which nothing is percent-encoded that need not be, and the rest in upper case (RFC 3986, 6.2.2).
    private static func plain(_ path: String) -> String {
        var plain: [UInt8] = []
        var rest = Array(path.utf8)[...]
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "%"), rest.count >= 2,
                let code = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16)
            else {
                plain.append(byte)
                continue
            }
            let digits = String(decoding: rest.prefix(2), as: UTF8.self).uppercased()
            rest = rest.dropFirst(2)
            if PercentEncoding.isUnreserved(code) { plain.append(code) } else { plain += Array("%\(digits)".utf8) }
        }
        return String(decoding: plain, as: UTF8.self)
    }
}

extension ServerAddress {
    /// Whether both are addresses of one server, however they are spelled.
    ///
    /// Another scheme is another server: whoever moves from http to https says so.
    public func isSame(as other: ServerAddress) -> Bool { identity == other.identity }

    /// Whether a text that was kept somewhere is an address of this server.
    public func isSpelled(_ text: String) -> Bool {
        guard let other = try? ServerAddress(text) else { return text == url }
        return isSame(as: other)
    }

    /// Whether two texts are addresses of one server; texts that are no addresses must be equal.
    public static func areSame(_ one: String, _ other: String) -> Bool {
        (try? ServerAddress(one))?.isSpelled(other) ?? (one == other)
    }
}

internal import Bytes
internal import Foundation

/// A normalized address, equal for all spellings of one server.
///
/// Scheme and host are compared in lower case, an international host in its ASCII form and without a final dot.  The
/// port counts only if it is not the scheme's default.  The path is compared without trailing slashes and without
/// unnecessary percent encoding.  `localhost`, `127.0.0.1` and `[::1]` are one host: the local machine.
struct ServerIdentity: Hashable, Sendable {
    let scheme: String
    let host: String
    let port: Int
    let path: String

    private static let ports = ["http": 80, "https": 443]
    private static let loopback: Set<String> = ["localhost", "127.0.0.1", "::1"]

    /// Creates the identity of an address.
    ///
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

    /// Returns an IPv6 address in its canonical short form (RFC 5952), and any other text unchanged.
    private static func shortest(_ host: String) -> String {
        var address = in6_addr()
        guard inet_pton(AF_INET6, host, &address) == 1 else { return host }
        var text = [CChar](repeating: 0, count: 64)
        guard inet_ntop(AF_INET6, &address, &text, socklen_t(text.count)) != nil else { return host }
        return String(decoding: text.prefix { $0 != 0 }.map(UInt8.init), as: UTF8.self)
    }

    /// Returns a path without unnecessary percent encoding, with the remaining escapes in upper case (RFC 3986,
    /// 6.2.2).
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
    /// Returns whether both are addresses of the same server, in any spelling.
    ///
    /// A different scheme is a different server: a move from http to https must be stated explicitly.
    public func isSame(as other: ServerAddress) -> Bool { identity == other.identity }

    /// Returns whether a stored text is an address of this server.
    public func isSpelled(_ text: String) -> Bool {
        guard let other = try? ServerAddress(text) else { return text == url }
        return isSame(as: other)
    }

    /// Returns whether two texts are addresses of one server; texts that are not addresses must be equal.
    public static func areSame(_ one: String, _ other: String) -> Bool {
        (try? ServerAddress(one))?.isSpelled(other) ?? (one == other)
    }
}

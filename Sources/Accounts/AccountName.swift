internal import Glibc

/// The name of an account, compared byte by byte in UTF-8.
///
/// flowServ compares bytes too.  Swift's `String` treats the composed and the decomposed spelling of `José` as the
/// same text; to the server they are two accounts.
public struct AccountName: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// The name as text.
    public let text: String

    /// Creates a name from a text that has no surrounding white space.
    public init(_ text: String) {
        self.text = text
    }

    /// Creates a name from UTF-8 bytes.
    package init(_ bytes: Span<UInt8>) {
        text = bytes.withUnsafeBytes { String(decoding: $0, as: UTF8.self) }
    }

    /// The name as text.
    public var description: String { text }

    /// Compares the UTF-8 bytes.
    public static func == (left: AccountName, right: AccountName) -> Bool {
        left.withBytes { mine in
            right.withBytes { other in mine.count == other.count && mine.comparison(with: other) == 0 }
        }
    }

    /// Orders by the UTF-8 bytes.
    public static func < (left: AccountName, right: AccountName) -> Bool {
        left.withBytes { mine in
            right.withBytes { other in
                let order = mine.comparison(with: other)
                return order == 0 ? mine.count < other.count : order < 0
            }
        }
    }

    /// Feeds the UTF-8 bytes to the hasher.
    public func hash(into hasher: inout Hasher) {
        withBytes { bytes in bytes.withUnsafeBytes { hasher.combine(bytes: $0) } }
    }

    /// Calls `body` with the UTF-8 bytes.
    package func withBytes<Value>(_ body: (Span<UInt8>) -> Value) -> Value {
        var text = text
        return text.withUTF8 { body($0.span) }
    }
}

extension Span<UInt8> {
    /// Compares the bytes that both have: negative, zero or positive.
    fileprivate func comparison(with other: Span<UInt8>) -> Int32 {
        withUnsafeBytes { mine in
            other.withUnsafeBytes { other in
                guard let first = mine.baseAddress, let second = other.baseAddress else { return 0 }
                return memcmp(first, second, min(mine.count, other.count))
            }
        }
    }
}

extension AccountName: ExpressibleByStringInterpolation {
    /// Creates a name from a string literal.
    public init(stringLiteral text: String) {
        self.init(text)
    }
}

extension AccountName: Codable {
    /// Decodes a plain string.
    public init(from decoder: any Decoder) throws {
        self.init(try decoder.singleValueContainer().decode(String.self))
    }

    /// Encodes a plain string.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }
}

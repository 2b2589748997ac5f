internal import ByteStore

/// The name of an account, equal to another only when their UTF-8 bytes are.
///
/// flowServ compares bytes.  Swift's `String` takes the composed and the decomposed spelling of `José` for the
/// same text; to the server they are two accounts.
public struct AccountName: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// The name as text.
    public let text: String

    /// A name that is already stripped of outer white space.
    public init(_ text: String) {
        self.text = text
    }

    /// The name as text.
    public var description: String { text }

    /// Byte-wise equality.
    public static func == (left: AccountName, right: AccountName) -> Bool {
        left.withBytes { mine in right.withBytes { mine.hasSameBytes(as: $0) } }
    }

    /// Byte-wise order.
    public static func < (left: AccountName, right: AccountName) -> Bool {
        left.withBytes { mine in right.withBytes { mine.precedes($0) } }
    }

    /// Feeds the UTF-8 bytes to the hasher.
    public func hash(into hasher: inout Hasher) {
        withBytes { bytes in bytes.withUnsafeBytes { hasher.combine(bytes: $0) } }
    }

    /// Looks at the UTF-8 bytes.
    func withBytes<Value>(_ body: (Span<UInt8>) -> Value) -> Value {
        var text = text
        return text.withUTF8 { body($0.span) }
    }
}

extension AccountName: Codable {
    /// Reads a plain string.
    public init(from decoder: any Decoder) throws {
        self.init(try decoder.singleValueContainer().decode(String.self))
    }

    /// Writes a plain string.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }
}

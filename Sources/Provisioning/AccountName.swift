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
        left.text.utf8.elementsEqual(right.text.utf8)
    }

    /// Byte-wise order.
    public static func < (left: AccountName, right: AccountName) -> Bool {
        left.text.utf8.lexicographicallyPrecedes(right.text.utf8)
    }

    /// Feeds the UTF-8 bytes to the hasher.
    public func hash(into hasher: inout Hasher) {
        var text = text
        text.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
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

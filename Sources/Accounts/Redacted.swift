/// A type that always prints as the same redacted text.
package protocol Redacted: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable, Encodable {}

private let redaction = "[redacted]"

extension Redacted {
    /// Always `[redacted]`.
    public var description: String { redaction }
    /// Always `[redacted]`.
    public var debugDescription: String { redaction }
    /// A mirror without children.
    public var customMirror: Mirror { Mirror(self, children: [:]) }
    /// Encodes the word `[redacted]`.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(redaction)
    }
}

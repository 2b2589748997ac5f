/// What the redacting types share: every way of printing them shows the same word.
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

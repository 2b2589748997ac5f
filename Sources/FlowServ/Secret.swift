/// A password, or anything else that must not be seen.
///
/// It redacts itself wherever Swift would print it: descriptions, dumps, interpolation and encoding all
/// show `[redacted]`.  The characters leave it only through ``reveal()``, which the request bodies use.
public struct Secret: Sendable, Hashable {
    private let characters: String

    /// Wraps the characters as they are; nothing is stripped.
    public init(_ characters: String) {
        self.characters = characters
    }

    /// The characters themselves.  Whoever calls this is responsible for where they go.
    public func reveal() -> String { characters }
}

/// A credential that flowServ gave out at a login, good for 24 hours.
public struct AccessToken: Sendable, Hashable {
    private let characters: String

    /// Wraps a token as the server spelled it.
    public init(_ characters: String) {
        self.characters = characters
    }

    /// The characters themselves.  Whoever calls this is responsible for where they go.
    public func reveal() -> String { characters }
}

/// What the redacting types share: every way of printing them shows the same word.
protocol Redacted: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable, Encodable {}

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

extension Secret: Redacted {}
extension AccessToken: Redacted {}

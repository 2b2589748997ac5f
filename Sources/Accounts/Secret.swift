/// A password or another confidential text.
///
/// It redacts itself wherever Swift would print it: descriptions, dumps, interpolation and encoding all show
/// `[redacted]`.  Only ``reveal()`` returns the characters; the request bodies use it.
public struct Secret: Sendable {
    private let characters: String

    /// Creates a secret from the exact characters; nothing is stripped.
    public init(_ characters: String) {
        self.characters = characters
    }

    /// Returns the secret characters.  The caller must not let them leak.
    public func reveal() -> String { characters }
}

extension Secret: Redacted {}

extension Secret: Hashable {
    /// Compares byte by byte, as the server's password hash does.
    public static func == (left: Secret, right: Secret) -> Bool {
        left.characters.utf8.elementsEqual(right.characters.utf8)
    }

    /// Feeds the UTF-8 bytes to the hasher.
    public func hash(into hasher: inout Hasher) {
        var characters = characters
        characters.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
    }
}

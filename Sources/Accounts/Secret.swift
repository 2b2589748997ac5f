/// A password, or anything else that must not be seen.
///
/// It redacts itself wherever Swift would print it: descriptions, dumps, interpolation and encoding all
/// show `[redacted]`.  The characters leave it only through ``reveal()``, which the request bodies use.
public struct Secret: Sendable {
    private let characters: String

    /// Wraps the characters as they are; nothing is stripped.
    public init(_ characters: String) {
        self.characters = characters
    }

    /// The characters themselves.  Whoever calls this is responsible for where they go.
    public func reveal() -> String { characters }
}

extension Secret: Redacted {}

extension Secret: Hashable {
    /// Compares byte by byte, as the server's hash of a password does.
    public static func == (left: Secret, right: Secret) -> Bool {
        left.characters.utf8.elementsEqual(right.characters.utf8)
    }

    /// Feeds the UTF-8 bytes to the hasher.
    public func hash(into hasher: inout Hasher) {
        var characters = characters
        characters.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
    }
}

/// A password from a roster, which shows itself to nobody who does not ask with `reveal()`.
///
/// Descriptions, dumps and mirrors are redacted, and there is no Codable conformance.
public struct InitialPassword: Sendable {
    private let value: String

    /// Wraps a password.
    public init(_ value: String) {
        self.value = value
    }

    /// The password itself.
    public func reveal() -> String { value }
}

extension InitialPassword: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// Always the same words.
    public var description: String { "(redacted)" }
    /// Always the same words.
    public var debugDescription: String { "(redacted)" }
    /// A mirror without children.
    public var customMirror: Mirror { Mirror(self, children: [:]) }
}

extension InitialPassword: Hashable {
    /// Compares byte by byte, as hashing on the server does.
    public static func == (lhs: Self, rhs: Self) -> Bool {
        lhs.value.utf8.elementsEqual(rhs.value.utf8)
    }

    /// Hashes the bytes.
    public func hash(into hasher: inout Hasher) {
        hashExactly(value, into: &hasher)
    }
}

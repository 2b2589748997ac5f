/// The id that the server assigned to an account: 32 hexadecimal digits in current flowServ, opaque to rollcall.
public struct UserID: RawRepresentable, Hashable, Sendable, Codable, CustomStringConvertible {
    /// The id as the server spells it.
    public let rawValue: String

    /// Creates an id from the server's spelling.
    public init(rawValue: String) {
        self.rawValue = rawValue
    }

    /// The id as the server spells it.
    public var description: String { rawValue }
}

/// The id that the server gave an account: 32 hexadecimal digits on today's flowServ, opaque to us.
public struct UserID: RawRepresentable, Hashable, Sendable, Codable, CustomStringConvertible {
    /// The id as the server spells it.
    public let rawValue: String

    /// Wraps an id as the server spells it.
    public init(rawValue: String) {
        self.rawValue = rawValue
    }

    /// The id as the server spells it.
    public var description: String { rawValue }
}

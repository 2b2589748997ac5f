/// An account of the sandbox, for assertions: pending ones too, but without passwords and tokens.
public struct SandboxAccount: Sendable, Hashable, Codable {
    /// Its 32 hexadecimal digits.
    public let id: String
    /// Its name.
    public let username: String
    /// Whether it can log in and is listed.
    public let active: Bool
}

/// What a roster wants an account to be.
public enum DesiredState: String, Sendable, Codable {
    /// The user can log in.
    case active
    /// The user is registered and waits to be activated.
    case pending
}

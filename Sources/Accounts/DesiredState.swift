/// The state that a roster requires of an account.
public enum DesiredState: String, Sendable, Codable {
    /// The user can log in.
    case active
    /// The user is registered but not activated yet.
    case pending
}

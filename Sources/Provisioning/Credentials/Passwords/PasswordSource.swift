/// Where the first password of a new account comes from.
public enum PasswordSource: String, Codable, Hashable, Sendable, CaseIterable {
    /// Its row in the roster.
    case roster
    /// It is derived from a secret and the name, and handed out.
    case generated
    /// It is derived likewise and nobody learns it; the id of a password reset is handed out instead.
    case invitation
}

/// What the journal takes down about the password that a register carries: enough to make it again, and not the
/// password.
public struct PasswordOrigin: Hashable, Sendable {
    /// Where it comes from.
    public let source: PasswordSource
    /// The secret that it was derived from; nil for one of the roster.
    public let secret: SecretID?
    /// How many characters it has; nil for one of the roster.
    public let length: Int?

    /// A password that is in the roster.
    public static let roster = PasswordOrigin(source: .roster, secret: nil, length: nil)

    init(source: PasswordSource, secret: SecretID?, length: Int?) {
        self.source = source
        self.secret = secret
        self.length = length
    }

    /// A password derived from a secret.
    public static func derived(_ source: PasswordSource, from secret: SecretID, length: Int) -> PasswordOrigin {
        PasswordOrigin(source: source, secret: secret, length: length)
    }
}

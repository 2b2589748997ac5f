/// The source of the first password of a new account.
public enum PasswordSource: String, Codable, Hashable, Sendable, CaseIterable {
    /// The account's row in the roster.
    case roster
    /// Derived from a secret and the name, and delivered.
    case generated
    /// Derived likewise but never disclosed; the id of a password reset is delivered instead.
    case invitation
}

/// What the journal records about the password in a register: enough to derive it again, but not the password.
public struct PasswordOrigin: Hashable, Sendable {
    /// The source of the password.
    public let source: PasswordSource
    /// The secret that it was derived from; nil for the roster's.
    public let secret: SecretID?
    /// The number of characters; nil for the roster's.
    public let length: Int?

    /// A password from the roster.
    public static let roster = PasswordOrigin(source: .roster, secret: nil, length: nil)

    init(source: PasswordSource, secret: SecretID?, length: Int?) {
        self.source = source
        self.secret = secret
        self.length = length
    }

    /// Returns the origin of a password derived from a secret.
    public static func derived(_ source: PasswordSource, from secret: SecretID, length: Int) -> PasswordOrigin {
        PasswordOrigin(source: source, secret: secret, length: length)
    }
}

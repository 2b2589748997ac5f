/// The reason why a password cannot be used, or is not a password.  It never contains the password.
public enum PasswordProblem: Hashable, Sendable {
    /// The password begins or ends with white space, which the server strips.
    case outerWhiteSpace
    /// The password is longer than the server stores.
    case tooLong(characters: Int, limit: Int)
    /// The password contains a character that cannot be typed, in an XML document or elsewhere.
    case untypable(Unicode.Scalar, isMarkup: Bool = false)
    /// The password is a program's word for an empty value or an error.
    case nullWord
    /// The password is a template variable.
    case placeholder
    /// The password is in quotes or in a formula added by another program.
    case decorated
    /// The password was changed by another program.
    case altered
    /// The password is a hash.
    case hash
    /// All passwords of the file are hashes: hexadecimal numbers of this many digits.
    case hashColumn(digits: Int)
    /// Another column names the hash function of the password.
    case hashFunction
    /// The password is a number with fewer digits than the others, some of which begin with zeros.
    case lostZeros(width: Int)

    var code: RosterProblem.Code {
        switch self {
        case .outerWhiteSpace: .passwordWhiteSpace
        case .tooLong: .passwordTooLong
        case .untypable: .passwordCharacter
        case .nullWord, .placeholder: .nullWord
        case .decorated: .decoratedValue
        case .altered: .damagedValue
        case .hash, .hashColumn, .hashFunction: .hashedPassword
        case .lostZeros: .lostZeros
        }
    }
}

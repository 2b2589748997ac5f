/// Why nobody could log in with a password, or why it is none.  It never holds the password.
public enum PasswordProblem: Hashable, Sendable {
    /// White space at its beginning or end, which the server drops.
    case outerWhiteSpace
    /// It is longer than the server stores.
    case tooLong(characters: Int, limit: Int)
    /// A character in it that nobody can type.
    case untypable(Unicode.Scalar)
    /// It is a program's word for an empty value or for an error.
    case nullWord
    /// It is a template's variable.
    case placeholder
    /// Another program has put quotes or a formula around it.
    case decorated
    /// Another program has changed it.
    case altered
    /// It is a hash.
    case hash
    /// A column beside it names the function that it is hashed with.
    case hashFunction
    /// It is a number of fewer digits than the others, of which some begin with zeros.
    case lostZeros(width: Int)

    var code: RosterProblem.Code {
        switch self {
        case .outerWhiteSpace: .passwordWhiteSpace
        case .tooLong: .passwordTooLong
        case .untypable: .passwordCharacter
        case .nullWord, .placeholder: .nullWord
        case .decorated: .decoratedValue
        case .altered: .damagedValue
        case .hash, .hashFunction: .hashedPassword
        case .lostZeros: .lostZeros
        }
    }
}

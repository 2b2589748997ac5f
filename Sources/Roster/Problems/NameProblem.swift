/// The reason why a username cannot be used, or is most likely not a username.
public enum NameProblem: Hashable, Sendable {
    /// The username is empty.
    case empty
    /// The username is longer than the server's column.
    case tooLong(characters: Int, limit: Int)
    /// The username contains a control character, in an XML document or elsewhere.
    case control(Unicode.Scalar, isMarkup: Bool = false)
    /// The username contains an invisible character.
    case hidden(Unicode.Scalar)
    /// The username is a program's word for an empty value or an error.
    case nullWord
    /// The username has additions from another program.
    case decorated(Decoration)
    /// The username was changed by another program.
    case altered(Alteration)
    /// The username does not match the required pattern.
    case pattern(String)
    /// The username is a number with fewer digits than the others, some of which begin with zeros.
    case lostZeros(width: Int)
    /// The username looks like a line that a program writes below a table.
    case footer

    var code: RosterProblem.Code {
        switch self {
        case .empty: .missingUsername
        case .tooLong: .usernameTooLong
        case .control: .controlCharacter
        case .hidden: .invisibleCharacter
        case .nullWord: .nullWord
        case .decorated, .footer: .decoratedValue
        case .altered: .damagedValue
        case .pattern: .usernamePattern
        case .lostZeros: .lostZeros
        }
    }
}

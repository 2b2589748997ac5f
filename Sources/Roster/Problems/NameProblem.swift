/// Why a username cannot be used, or most likely is not one.
public enum NameProblem: Hashable, Sendable {
    /// There is none.
    case empty
    /// It is longer than the server's column.
    case tooLong(characters: Int, limit: Int)
    /// A control character in it.
    case control(Unicode.Scalar)
    /// A character in it that cannot be seen.
    case hidden(Unicode.Scalar)
    /// It is a program's word for an empty value or for an error.
    case nullWord
    /// Another program has put something around it.
    case decorated(Decoration)
    /// Another program has changed it.
    case altered(Alteration)
    /// It does not match the pattern of usernames.
    case pattern(String)
    /// It is a number of fewer digits than the others, of which some begin with zeros.
    case lostZeros(width: Int)
    /// It looks like what a program writes below a table.
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

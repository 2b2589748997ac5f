/// What is wrong in an XML document or one of its records.
public enum XMLProblem: Hashable, Sendable {
    /// libxml2's number for what is not well-formed, and its words as far as they may be shown.
    case malformed(code: Int32, words: String?)
    /// The document is in UTF-32.
    case utf32
    /// An entity is used that is not defined.
    case entityReference
    /// An entity is declared.
    case entityDeclaration
    /// A default for an attribute is declared.
    case defaultAttribute
    /// Elements are nested more deeply than is read.
    case tooDeep(limit: Int)
    /// A user has more bytes than are read.
    case userTooLarge(limit: Int)
    /// No element has the name of a user's, and what the first inner one is called.
    case noRecords(element: String, first: String?)
    /// A user has a field twice.
    case repeatedField(RosterField)
    /// A field has elements within.
    case nestedField(RosterField)
    /// The username is at this path, and elsewhere in the first user.
    case usernameElsewhere(path: String)

    var code: RosterProblem.Code {
        switch self {
        case .malformed, .utf32, .entityReference: .malformedXML
        case .entityDeclaration, .defaultAttribute: .refusedDeclaration
        case .tooDeep, .userTooLarge: .xmlLimit
        case .noRecords: .noRecords
        case .repeatedField: .repeatedField
        case .nestedField: .nestedElement
        case .usernameElsewhere: .missingUsername
        }
    }
}

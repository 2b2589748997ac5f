/// A problem in an XML document or one of its records.
public enum XMLProblem: Hashable, Sendable {
    /// The document is malformed: libxml2's error code, and its message as far as it may be shown.
    case malformed(code: Int32, words: String?)
    /// The document is in UTF-32.
    case utf32
    /// The document uses an undefined entity.
    case entityReference
    /// The document declares an entity.
    case entityDeclaration
    /// The document declares a default for an attribute.
    case defaultAttribute
    /// The elements are nested above the maximum depth.
    case tooDeep(limit: Int)
    /// A user is above the maximum size in bytes.
    case userTooLarge(limit: Int)
    /// No element has the name of a record; `root` is the name of the outermost element, and `first` that of the first
    /// one within.
    case noRecords(element: String, root: String, first: String?)
    /// A user contains a field twice.
    case repeatedField(RosterField)
    /// A field contains elements.
    case nestedField(RosterField)
    /// The username is at this path, and at another path in the first user.
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

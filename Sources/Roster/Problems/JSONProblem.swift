/// The reason why a JSON listing cannot be read.
public enum JSONProblem: Hashable, Sendable {
    /// The document is cut off.
    case cutOff
    /// A character that is invalid in JSON at this position, or a text above the maximum size in bytes.
    case badCharacter(limit: Int)
    /// Bytes that are not UTF-8.
    case invalidBytes([UInt8])
    /// The file contains several documents.
    case severalDocuments
    /// The document has no list of users.
    case noUsers
    /// The document's users are not a list.
    case usersNotAList
    /// An element of the list is not a user.
    case notAUser
}

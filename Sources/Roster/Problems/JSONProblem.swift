/// Why a listing in JSON cannot be read.
public enum JSONProblem: Hashable, Sendable {
    /// The document ends too early.
    case cutOff
    /// A character that JSON does not have there, or a text of more bytes than are read.
    case badCharacter(limit: Int)
    /// Bytes that are not UTF-8.
    case invalidBytes([UInt8])
    /// There are several documents in the file.
    case severalDocuments
    /// The document has no list of users.
    case noUsers
    /// Its users are not a list.
    case usersNotAList
    /// An entry of its users is not a user.
    case notAUser
}

import Roster

extension JSONProblem {
    /// The problem and the remedy.
    var words: String {
        switch self {
        case .cutOff: "the document ends too early.  Save the listing again."
        case .badCharacter(let limit):
            "not well-formed JSON, or a text of more than \(limit >> 20) MiB.  Save the listing again."
        case .invalidBytes(let bytes):
            "the bytes \(bytes.map(hexadecimal).joined(separator: " ")) are not UTF-8.  Save the listing again."
        case .severalDocuments:
            "the file has several JSON documents, perhaps one a line.  Pass flowServ's listing, or CSV or XML."
        case .noUsers: "the document has no list of \"users\".  Pass flowServ's listing, or CSV or XML."
        case .usersNotAList: "\"users\" is not a list.  Save the listing again."
        case .notAUser: "an entry of \"users\" is not a user.  Save the listing again."
        }
    }
}

/// How an XML document calls its users.
struct XMLVocabulary {
    /// The local name of the elements that are users.
    var record: String
    /// Whether the document follows IMS Enterprise 1.1: a `<person>` has its login in `<userid>`, and
    /// `recstatus="3"` means that the person is to be deleted.
    var isIMSEnterprise: Bool

    /// The vocabulary of a document by its root element, unless one is asked for.
    init(root: String, asked: String?) {
        isIMSEnterprise = asked == nil && root.lowercased() == "enterprise"
        record = asked ?? (isIMSEnterprise ? "person" : "user")
    }

    /// Whether an attribute of a record says that its user is not wanted.
    func isUnwanted(_ attribute: String, _ value: String) -> Bool {
        isIMSEnterprise && attribute == "recstatus" && stripped(value) == "3"
    }

    /// A path as the aliases know it, "" for one that no alias may find: a path of several steps is a
    /// field only when asked for.
    func normalized(_ path: String) -> String {
        if isIMSEnterprise, path == "userid" { return "username" }
        return path.utf8.contains(UInt8(ascii: "/")) ? "" : normalizedHeader(path)
    }
}

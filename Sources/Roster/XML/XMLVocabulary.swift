/// The names that an XML document uses for its users.
struct XMLVocabulary {
    /// The local name of the user elements.
    var record: String
    /// Whether the document follows IMS Enterprise 1.1: a `<person>` has its login in `<userid>`, and `recstatus="3"`
    /// marks the person for deletion.
    var isIMSEnterprise: Bool

    /// Determines the vocabulary of a document by its root element, unless a record name was requested.
    init(root: String, asked: String?) {
        isIMSEnterprise = asked == nil && root.lowercased() == "enterprise"
        record = asked ?? (isIMSEnterprise ? "person" : "user")
    }

    /// Returns whether a root element of this name is a list of users, so that an empty one means no users.
    func isList(_ root: String) -> Bool {
        let name = normalizedHeader(root)
        return Self.lists.contains(name) || name == normalizedHeader(record) + "s"
    }

    private static let lists: Set<String> = [
        "users", "userlist", "listofusers", "allusers", "roster", "rosters", "people", "persons", "personlist",
        "enterprise", "accounts", "accountlist", "members", "memberlist", "employees", "staff", "students",
        "teachers",
        "logins", "identities", "entries", "benutzer", "personen", "utilisateurs", "usuarios", "utenti",
    ]

    /// Returns whether an attribute of a record marks its user as not wanted.
    func isUnwanted(_ attribute: String, _ value: String) -> Bool {
        isIMSEnterprise && attribute == "recstatus" && stripped(value) == "3"
    }

    /// Returns a path in the form used for aliases, "" if no alias may match it: a path of several steps is a field
    /// only on request.
    func normalized(_ path: String) -> String {
        if isIMSEnterprise, path == "userid" { return "username" }
        return path.utf8.contains(UInt8(ascii: "/")) ? "" : normalizedHeader(path)
    }
}

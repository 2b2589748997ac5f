/// The people of a world, who are in its rosters or were.
struct People {
    struct Person {
        let name: String
        var isPending: Bool
        /// Grows when the password in the roster is edited.
        var edition = 1
        /// Whether a roster has a row for the person.
        var isInRoster = true

        var password: String { "Secret-\(name)-\(edition)" }
    }

    private(set) var all: [Person] = []

    /// Lets somebody new come.
    mutating func add(isPending: Bool) {
        all.append(Person(name: "p\(all.count)", isPending: isPending))
    }

    /// Changes a person, who is chosen by a number.
    mutating func change(_ pick: Int, _ body: (inout Person) -> Void) {
        guard !all.isEmpty else { return }
        body(&all[pick % all.count])
    }

    var present: [Person] { all.filter(\.isInRoster) }

    /// Returns a roster of everybody who is in it.
    func roster(hasPasswords: Bool) -> String {
        "username,password,state\n"
            + present.map {
                "\($0.name),\(hasPasswords ? $0.password : ""),\($0.isPending ? "pending" : "active")\n"
            }.joined()
    }
}

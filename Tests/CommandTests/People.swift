/// People for rosters; every fifth is wanted pending.
struct People {
    struct Person {
        let username: String
        let password: String
        let isPending: Bool
    }

    let all: [Person]

    /// - Parameter stems: What their names begin with, in turn.
    init(_ count: Int, stems: [String] = ["user"], isPending: (Int) -> Bool = { $0.isMultiple(of: 5) }) {
        all = (1...count).map { number in
            Person(
                username: "\(stems[number % stems.count])\(number)", password: "secret of \(number)",
                isPending: isPending(number))
        }
    }

    var pending: [Person] { all.filter(\.isPending) }
    var active: [Person] { all.filter { !$0.isPending } }
    var usernames: Set<String> { Set(all.map(\.username)) }

    /// - Parameter flipped: Whether those who were wanted pending are wanted active now.
    func csv(flipped: Bool = false) -> String {
        "username,password,state\n"
            + all.map { person in
                let state = person.isPending && !flipped ? "pending" : "active"
                return "\(person.username),\(person.password),\(state)\n"
            }.joined()
    }

    /// In Latin-1 as it says itself, so it must be written in that encoding.
    func xml(flipped: Bool = false) -> String {
        let users = all.map { person in
            """
              <user>
                <username>\(person.username)</username><password>\(person.password)</password>
                <state>\(person.isPending && !flipped ? "pending" : "active")</state>
              </user>

            """
        }
        return "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>\n<users>\n\(users.joined())</users>\n"
    }
}

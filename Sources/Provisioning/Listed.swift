internal import FlowServ

/// A listing by name.
struct Listed: Sendable {
    private var first: [AccountName: UserID]
    /// The further ids of names that are listed more than once.
    private var further: [AccountName: [UserID]] = [:]

    init(_ listing: [User]) {
        first = Dictionary(minimumCapacity: listing.count)
        for user in listing {
            let name = AccountName(user.username)
            if first[name] == nil { first[name] = user.id } else { further[name, default: []].append(user.id) }
        }
    }

    /// The id under which a name is active; the first when there are several.
    func id(of username: AccountName) -> UserID? { first[username] }

    /// All ids of a name, in the order of the listing.
    func ids(of username: AccountName) -> [UserID] {
        (first[username].map { [$0] } ?? []) + (further[username] ?? [])
    }

    var names: some Sequence<AccountName> { first.keys }

    /// The names that are listed more than once, sorted.
    var repeated: [AccountName] { further.keys.sorted() }
}

internal import Accounts
internal import Bytes
public import FlowServ

/// A listing with an index by name.
public struct ListingIndex: Sendable {
    let listing: Listing
    private let hash = ByteHash()
    private var index: ByteIndex
    /// The further positions of names that are listed more than once, by the first position.
    private var further: [Int: [Int]] = [:]

    /// Creates an index of a listing.
    public init(_ users: some Sequence<User>) {
        listing = Listing(users)
        index = ByteIndex(capacity: listing.count)
        for place in listing.indices {
            listing.withName(at: place) { name in
                let key = hash.exact(name)
                if let first = find(name, key) {
                    further[first, default: []].append(place)
                } else {
                    index.add(place, key)
                }
            }
        }
    }

    /// Returns the id under which a name is active; the first one if there are several.
    func id(of username: AccountName) -> UserID? { place(of: username).map(listing.id) }

    /// Returns all ids of a name, in the order of the listing.
    func ids(of username: AccountName) -> [UserID] {
        guard let first = place(of: username) else { return [] }
        return ([first] + (further[first] ?? [])).map(listing.id)
    }

    /// Returns the position of the first account whose name has these bytes.
    func place(of name: Span<UInt8>) -> Int? { find(name, hash.exact(name)) }

    private func place(of username: AccountName) -> Int? { username.withBytes { place(of: $0) } }

    private func find(_ name: Span<UInt8>, _ hash: UInt64) -> Int? {
        index.find(hash) { listing.hasName(name, at: $0) }
    }
}

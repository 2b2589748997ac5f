internal import Accounts
public import FlowServ

/// A listing with its accounts sorted by the bytes of their names, and by their ids if the names are equal.
///
/// It is sorted once, for the digest, for the names that are listed twice and for those that are in no roster.
public struct SortedListing: Sendable {
    /// The accounts in the server's order.
    public let listing: Listing
    /// Their positions, in the order of the names.
    let order: [UInt32]
    /// The names that are listed more than once, sorted.
    let repeated: [AccountName]
    /// The identity of the listing.
    public let digest: ListingDigest

    /// Sorts a listing.
    public init(_ listing: Listing) {
        self.listing = listing
        let (places, repeated) = listing.order()
        order = places
        digest = ListingDigest(listing, in: places)
        // The positions are in the order of their names.
        self.repeated = repeated.reduce(into: []) { names, place in
            let name = listing.name(at: Int(place))
            if names.last != name { names.append(name) }
        }
    }
}

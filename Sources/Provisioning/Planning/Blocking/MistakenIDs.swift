public import Accounts
internal import Bytes
public import FlowServ

/// Ids of pending accounts which the listing shows under other names: they never were those of these accounts.
///
/// An administrator may have given a wrong id, or a roster.  The listing is flowServ's own word for whose it is.
struct MistakenIDs {
    /// Whose each of these ids is, by the name that it was taken for.
    private(set) var owners: [AccountName: AccountName] = [:]

    init(_ pending: [(username: AccountName, id: UserID)], _ listing: Listing) {
        if pending.isEmpty { return }
        let names = Dictionary(pending.map { ($0.id, $0.username) }) { first, _ in first }
        // Most listed ids are none of these, and a hash tells that without making a value of the id.
        let hash = ByteHash()
        let hashes = Set(names.keys.map { hash.exact(Array($0.rawValue.utf8).span) })
        for place in listing.indices {
            var isCandidate = false
            listing.withID(at: place) { isCandidate = hashes.contains(hash.exact($0)) }
            guard isCandidate, let name = names[listing.id(at: place)] else { continue }
            let owner = listing.name(at: place)
            if owner != name { owners[name] = owner }
        }
    }

    /// What is to be said of an account whose id is another one's.
    static func words(_ id: UserID, of owner: AccountName) -> String {
        "its listing shows \(id) as the id of \(AccountSpelling.text(owner))"
    }
}

extension [AccountName: AccountKnowledge] {
    /// The same, where accounts whose ids the listing shows under other names are stranded.
    public func corrected(by listing: Listing) -> Self {
        let pending = compactMap { name, known in
            if case .pending(let id) = known { (username: name, id: id) } else { nil }
        }
        var corrected = self
        for (name, owner) in MistakenIDs(pending, listing).owners {
            guard case .pending(let id) = self[name] else { continue }
            corrected[name] = .stranded(MistakenIDs.words(id, of: owner))
        }
        return corrected
    }
}

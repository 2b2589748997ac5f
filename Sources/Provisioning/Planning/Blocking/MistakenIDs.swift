public import Accounts
internal import Bytes
public import FlowServ

/// Ids of pending accounts that the listing shows under other names: they never belonged to these accounts.
///
/// An administrator or a roster may have stated a wrong id.  The listing is flowServ's own information.
struct MistakenIDs {
    /// The actual owner of each of these ids, by the name that was assumed.
    private(set) var owners: [AccountName: AccountName] = [:]

    init(_ pending: [(username: AccountName, id: UserID)], _ listing: Listing) {
        if pending.isEmpty { return }
        let names = Dictionary(pending.map { ($0.id, $0.username) }) { first, _ in first }
        // Most listed ids are none of these; the hash shows that without creating a value of the id.
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

    /// Returns the names that share an id with another one, with the id's other name.  Only one of them can have it, and
    /// the journal cannot know which.
    static func shared(_ pending: [(username: AccountName, id: UserID)]) -> [AccountName: AccountName] {
        var owners: [UserID: AccountName] = [:]
        var shared: [AccountName: AccountName] = [:]
        for (name, id) in pending {
            guard let other = owners.updateValue(name, forKey: id) else { continue }
            shared[name] = other
            shared[other] = name
        }
        return shared
    }

    /// Returns the text about an account whose id belongs to another one.
    static func words(_ id: UserID, of owner: AccountName) -> String {
        "its listing shows \(id) as the id of \(AccountSpelling.text(owner))"
    }
}

extension [AccountName: AccountKnowledge] {
    /// Returns the same knowledge, with accounts stranded if the listing shows their ids under other names.
    public func corrected(by listing: Listing) -> Self {
        let pending = compactMap { name, known in
            if case .pending(let id) = known { (username: name, id: id) } else { nil }
        }
        var corrected = self
        for (name, other) in MistakenIDs.shared(pending) {
            guard case .pending(let id) = self[name] else { continue }
            corrected[name] = .stranded("the journal has \(id) as the id of \(AccountSpelling.text(other)), too")
        }
        for (name, owner) in MistakenIDs(pending, listing).owners {
            guard case .pending(let id) = self[name] else { continue }
            corrected[name] = .stranded(MistakenIDs.words(id, of: owner))
        }
        return corrected
    }
}

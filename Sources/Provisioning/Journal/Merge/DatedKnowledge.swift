/// What one journal knows of an account, and when it came to know it.
///
/// A journal does not store the time of its knowledge.  It lies between the beginning and the end of the latest run
/// that acted on the account; and every later listing has confirmed that an active account is active.
struct DatedKnowledge: Hashable, Sendable {
    /// The knowledge.
    var knowledge: AccountKnowledge
    /// The earliest possible time (RFC 3339, UTC; empty if there is no indication of its age).
    var earliest: String
    /// The latest possible time.
    var latest: String
}

extension DatedKnowledge {
    /// Decides which of several journals is right about an account.
    ///
    /// The later knowledge is.  An unknown outcome is replaced only by knowledge that is certainly later: the lost
    /// request may have left after everything else, and a second register could create a second account.  A stranded
    /// name does not replace the id of a pending account, because that account may be the one that has the name.
    ///
    /// - Parameter all: The knowledge of each journal; at least one.
    /// - Returns: The position of the journal, and the knowledge.
    static func merged(_ all: [DatedKnowledge]) -> (place: Int, knowledge: AccountKnowledge) {
        let inOrder = all.indices.sorted { all[$0].order(at: $0) < all[$1].order(at: $1) }
        var place = inOrder[0]
        var current = all[place]
        for next in inOrder.dropFirst() {
            if current.knowledge == .unknown, all[next].knowledge != .unknown, all[next].earliest <= current.latest {
                continue
            }
            if case (.pending, .stranded) = (current.knowledge, all[next].knowledge) {
                current.earliest = all[next].earliest
                current.latest = all[next].latest
                continue
            }
            (place, current) = (next, all[next])
        }
        return (place, current.knowledge)
    }

    private func order(at place: Int) -> (String, Int, String, Int) {
        (latest, knowledge == .unknown ? 1 : 0, earliest, place)
    }
}

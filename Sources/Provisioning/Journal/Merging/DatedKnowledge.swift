/// What one journal knows of an account, and when it came to know it.
///
/// Knowledge has no time of its own in a journal.  It came between the beginning of the latest run that has done something
/// about the account and that run's end; and that an account is active, every later listing has confirmed.
struct DatedKnowledge: Hashable, Sendable {
    /// What is known.
    var knowledge: AccountKnowledge
    /// It is surely not older than this (RFC 3339, UTC; empty when nothing says how old it is).
    var earliest: String
    /// It is surely not newer than this.
    var latest: String
}

extension DatedKnowledge {
    /// Which of several journals is to be believed about an account.
    ///
    /// The later knowledge is.  An unknown outcome gives way only to what is surely later: the lost request may have left
    /// after everything else, and a second register could make a second account.  That a name is taken by somebody whose
    /// id is not known does not take away the id of a pending account, who may be that somebody.
    ///
    /// - Parameter all: What each of them knows; at least one.
    /// - Returns: The place of the journal, and what is known.
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

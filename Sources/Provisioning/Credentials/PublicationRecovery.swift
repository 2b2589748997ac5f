internal import Foundation

/// What became of the publications that earlier processes began.
public struct PublicationRecovery: Hashable, Sendable {
    /// The files that have their credentials now.
    public var published: [String] = []
    /// The drafts that cannot be looked at.
    public var unseen: [UnseenDraft] = []
}

/// A draft of credentials that may still lie somewhere.
public struct UnseenDraft: Codable, Hashable, Sendable {
    /// Its path.
    public let path: String
    /// Why it cannot be looked at or dealt with.
    public let reason: String
    /// How many accounts' credentials are in it and were not delivered in any other way.
    public let accounts: Int

    /// The directory that it would be in.
    public var directory: String { URL(fileURLWithPath: path).deletingLastPathComponent().path }
}

/// How a publication ended.
struct PublicationEnd {
    /// Whether its credentials are delivered; nil when that cannot be told.
    var isDelivered: Bool?
    /// Why its draft may still lie somewhere; nil when it is gone.
    var reason: String?
    /// Why it did not get its place, where it did not.
    var failure: String?
}

extension Journal {
    /// Finishes the publications that dead processes began: a complete draft that can still get its place gets it.
    ///
    /// What cannot be decided stays as it is: its credentials are neither delivered again nor forgotten.  Call it under the
    /// run lock before anything is handed out.
    public func recoverPublications() throws(JournalError) -> PublicationRecovery {
        var recovery = PublicationRecovery()
        for publication in try publications() {
            let accounts = try undecided(in: publication)
            let end = try end(CredentialsDraft(publication), isComplete: accounts > 0)
            if end.isDelivered == true, accounts > 0 { recovery.published.append(publication.path) }
            if let reason = end.reason {
                recovery.unseen.append(
                    UnseenDraft(
                        path: publication.draft, reason: reason, accounts: try undecided(in: publication)))
            }
        }
        return recovery
    }

    /// The drafts that could not be looked at when this process began.
    public func unseenDrafts() throws(JournalError) -> [UnseenDraft] {
        var drafts: [UnseenDraft] = []
        for publication in try publications() {
            let reason: String
            switch CredentialsDraft(publication).state {
            case .isOutOfSight(let words): reason = words
            case .waits, .isPublished, .isGone: reason = "a run ended before it was done with it"
            }
            drafts.append(
                UnseenDraft(path: publication.draft, reason: reason, accounts: try undecided(in: publication)))
        }
        return drafts
    }

    /// Ends a publication as far as it can be ended; its draft goes only when the journal knows how it came out.
    ///
    /// - Parameter isComplete: Whether the draft has all of its credentials.
    func end(_ draft: CredentialsDraft, isComplete: Bool) throws(JournalError) -> PublicationEnd {
        var end = isComplete ? decision(about: draft) : PublicationEnd(isDelivered: false)
        guard let isDelivered = end.isDelivered else { return end }
        try decide(draft.publication, isDelivered: isDelivered)
        end.reason = draft.discard()
        if end.reason == nil { try forget(draft.publication) }
        return end
    }

    private func decision(about draft: CredentialsDraft) -> PublicationEnd {
        switch draft.state {
        case .isPublished: return PublicationEnd(isDelivered: true)
        case .isOutOfSight(let reason): return PublicationEnd(reason: reason)
        case .isGone:
            let isTaken = draft.isPlaceTaken
            return PublicationEnd(isDelivered: isTaken, reason: isTaken == nil ? "its place cannot be seen" : nil)
        case .waits:
            do {
                try draft.publish()
                return PublicationEnd(isDelivered: true)
            } catch {
                // Somebody else's file keeps the place; any other failure may pass.
                return PublicationEnd(
                    isDelivered: error.exists ? false : nil, reason: "\(error)", failure: "\(error)")
            }
        }
    }
}

internal import Foundation

/// The result of finishing the publications that earlier processes began.
public struct PublicationRecovery: Hashable, Sendable {
    /// The files that now have their credentials.
    public var published: [String] = []
    /// The drafts that cannot be read.
    public var unseen: [UnseenDraft] = []
}

/// A draft of credentials that may still exist.
public struct UnseenDraft: Codable, Hashable, Sendable {
    /// Its path.
    public let path: String
    /// Why it cannot be read or processed.
    public let reason: String
    /// The number of accounts whose credentials are in it and were not delivered otherwise.
    public let accounts: Int

    /// The directory that would contain it.
    public var directory: String { URL(fileURLWithPath: path).deletingLastPathComponent().path }
}

/// The end of a publication.
struct PublicationEnd {
    /// Whether its credentials are delivered; nil if this cannot be determined.
    var isDelivered: Bool?
    /// Why its draft may still exist; nil if it is gone.
    var reason: String?
    /// Why it was not published, if it was not.
    var failure: String?
}

extension Journal {
    /// Finishes the publications that dead processes began: a complete draft that can still be published is
    /// published.
    ///
    /// What cannot be decided remains unchanged: its credentials are neither delivered again nor forgotten.  Call it
    /// under the run lock before anything is delivered.
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

    /// Returns the drafts that could not be read when this process began.
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

    /// Ends a publication as far as possible; its draft is removed only after the journal has recorded the result.
    ///
    /// - Parameter isComplete: Whether the draft contains all of its credentials.
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
                // Another file keeps the path taken; any other failure may be temporary.
                return PublicationEnd(
                    isDelivered: error.exists ? false : nil, reason: "\(error)", failure: "\(error)")
            }
        }
    }
}

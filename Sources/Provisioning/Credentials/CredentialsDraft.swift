internal import Foundation

/// A complete credentials file under a temporary name beside its place.
///
/// It gets its place by link(2), which never replaces a file and either happens or does not.  As long as the draft is
/// there, its number of links tells whether it did.
struct CredentialsDraft {
    let publication: Journal.Publication

    init(_ publication: Journal.Publication) {
        self.publication = publication
    }

    /// A draft for a file that belongs to this path; nothing is written yet.
    init(for path: String) {
        let url = URL(fileURLWithPath: path)
        let name = ".\(url.lastPathComponent).\(UUID().uuidString).draft"
        self.init(
            Journal.Publication(
                draft: url.deletingLastPathComponent().appendingPathComponent(name).path, path: path))
    }

    /// Writes the file; it is on the disk, with mode 0600, when this returns.
    func write(_ bytes: [UInt8]) throws(PrivateFileError) {
        try PrivateFile(publication.draft, mustBeNew: true).append(bytes)
        try PrivateFile.syncDirectory(of: publication.draft)
    }

    /// Puts the file in its place.
    func publish() throws(PrivateFileError) {
        guard link(publication.draft, publication.path) == 0 else {
            throw PrivateFileError(publication.path, errno: errno)
        }
        try PrivateFile.syncDirectory(of: publication.path)
    }

    /// Removes the temporary name.
    func discard() { unlink(publication.draft) }

    /// Whether the file has, or had, its place; nil when somebody has taken the draft away.
    var isPublished: Bool? {
        var status = stat()
        guard lstat(publication.draft, &status) == 0 else { return nil }
        return status.st_nlink > 1
    }
}

extension Journal {
    /// Finishes a publication that a dead process began: a complete draft that can still get its place gets it.
    ///
    /// Call it under the run lock before anything is handed out.
    ///
    /// - Returns: The file that has the credentials now; nil when nothing was under way, or they are owed again.
    public func recoverPublication() throws(JournalError) -> String? {
        guard let publication = try publication() else { return nil }
        let draft = CredentialsDraft(publication)
        var isDelivered = false
        if try isPublishing() {
            isDelivered = draft.isPublished ?? CredentialsDestination.file(publication.path).isTaken
            if !isDelivered { isDelivered = (try? draft.publish()) != nil }
        }
        try end(draft, isDelivered: isDelivered)
        return isDelivered ? publication.path : nil
    }

    /// Ends a publication; the draft goes only when the journal knows how it came out.
    func end(_ draft: CredentialsDraft, isDelivered: Bool) throws(JournalError) {
        try decidePublication(isDelivered: isDelivered)
        draft.discard()
        try forgetPublication()
    }
}

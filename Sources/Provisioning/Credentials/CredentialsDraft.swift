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

    /// The temporary name of a file that belongs to this path.
    static func name(for path: String) -> String {
        let url = URL(fileURLWithPath: path)
        let name = ".\(url.lastPathComponent).\(UUID().uuidString).draft"
        return url.deletingLastPathComponent().appendingPathComponent(name).path
    }

    /// Writes the file; it is on the disk, with mode 0600, when this returns.
    func write(_ bytes: [UInt8]) throws(PrivateFileError) {
        try PrivateFile(publication.draft, mustBeNew: true).append(bytes)
        try PrivateFile.syncDirectory(of: publication.draft)
    }

    /// Puts the file in its place.
    ///
    /// - Throws: Also when it has its place, but the disk may not know of it yet; then ``state`` tells.
    func publish() throws(PrivateFileError) {
        guard link(publication.draft, publication.path) == 0 else {
            throw PrivateFileError(publication.path, errno: errno)
        }
        try PrivateFile.syncDirectory(of: publication.path)
    }

    /// Removes the temporary name.
    ///
    /// - Returns: Why it may still be there; nil when it is gone.
    func discard() -> String? {
        if unlink(publication.draft) == 0 { return nil }
        let code = errno
        return code == ENOENT && hasDirectory ? nil : String(cString: strerror(code))
    }

    /// What can be seen of a draft.
    enum State: Equatable {
        /// It is there under its temporary name only.
        case waits
        /// It has, or had, its place.
        case isPublished
        /// Somebody has taken it away: its directory is there, and it is not.
        case isGone
        /// It may be there or not, for this reason.
        case isOutOfSight(String)
    }

    /// What can be seen of it now.  Only a directory without it shows that it is gone.
    var state: State {
        var status = stat()
        if lstat(publication.draft, &status) == 0 { return status.st_nlink > 1 ? .isPublished : .waits }
        let code = errno
        return code == ENOENT && hasDirectory ? .isGone : .isOutOfSight(String(cString: strerror(code)))
    }

    /// Whether its place is taken; nil when that cannot be told.
    var isPlaceTaken: Bool? {
        var status = stat()
        if lstat(publication.path, &status) == 0 { return true }
        return errno == ENOENT && hasDirectory ? false : nil
    }

    private var hasDirectory: Bool {
        var status = stat()
        return stat(directory, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }

    private var directory: String {
        URL(fileURLWithPath: publication.draft).deletingLastPathComponent().path
    }
}

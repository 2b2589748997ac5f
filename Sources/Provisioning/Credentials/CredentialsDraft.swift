internal import Foundation

/// A complete credentials file under a temporary name next to its final path.
///
/// link(2) gives it its final name, which never replaces a file and either happens or does not.  As long as the draft
/// exists, its number of links shows whether it happened.
struct CredentialsDraft {
    let publication: Journal.Publication

    init(_ publication: Journal.Publication) {
        self.publication = publication
    }

    /// Returns the temporary name of a file with this final path.
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

    /// Gives the file its final name.
    ///
    /// - Throws: Also if the name was given but may not be durable yet; ``state`` then tells.
    func publish() throws(PrivateFileError) {
        guard link(publication.draft, publication.path) == 0 else {
            throw PrivateFileError(publication.path, errno: errno)
        }
        try PrivateFile.syncDirectory(of: publication.path)
    }

    /// Removes the temporary name.
    ///
    /// - Returns: Why the draft may still exist; nil if it is gone.
    func discard() -> String? {
        if unlink(publication.draft) == 0 { return nil }
        let code = errno
        return code == ENOENT && hasDirectory ? nil : String(cString: strerror(code))
    }

    /// The visible state of a draft.
    enum State: Equatable {
        /// It exists under its temporary name only.
        case waits
        /// It has, or had, its final name.
        case isPublished
        /// It was removed: its directory exists without it.
        case isGone
        /// It may or may not exist, for this reason.
        case isOutOfSight(String)
    }

    /// The current state.  Only a directory without the draft proves that it is gone.
    var state: State {
        var status = stat()
        if lstat(publication.draft, &status) == 0 { return status.st_nlink > 1 ? .isPublished : .waits }
        let code = errno
        return code == ENOENT && hasDirectory ? .isGone : .isOutOfSight(String(cString: strerror(code)))
    }

    /// Whether the final path is taken; nil if this cannot be determined.
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

/// What is wrong with a disk, until somebody changes it.  It outlives a power cut.
package struct DiskFaults: Sendable {
    /// The bytes that all files together may have; nil for no limit.
    package var capacity: Int?
    /// Whether nothing may be changed.
    package var isReadOnly = false
    /// Whether syncs succeed and do nothing, as on a disk that only says that it has written.
    package var ignoresSyncs = false
    /// Whether a sync that fails takes by chance some of its writes with it: Linux then counts them as written, programs
    /// still read them, and no later sync writes them.
    package var losesFailedSyncs = false
    /// The changes that fail, by ``DiskCall/number``.
    package var failing: [Int: DiskFailure] = [:]
    /// The directories that have gone away: their files cannot be opened, but open ones can be used.
    package var missingDirectories: Set<String> = []
    /// The databases that another program has locked, by path.
    package var locked: [String: ForeignLock] = [:]

    /// Creates a disk that is all right.
    package init() {}
}

/// The lock of a program that is not simulated, such as a database shell.
package enum ForeignLock: Hashable, Sendable {
    /// It is in a write transaction: others may read.
    case writing
    /// It has the file for itself: nobody can begin to use it.
    case exclusive
}

/// How often a file was changed and synced.
package struct DiskTally: Hashable, Sendable {
    /// The number of writes.
    package var writes = 0
    /// The bytes of all writes.
    package var bytesWritten = 0
    /// The number of syncs of the content; for a directory, of its names.
    package var syncs = 0

    /// Creates the tally of these numbers.
    package init(writes: Int = 0, bytesWritten: Int = 0, syncs: Int = 0) {
        self.writes = writes
        self.bytesWritten = bytesWritten
        self.syncs = syncs
    }

    mutating func count(_ call: DiskCall) {
        switch call.kind {
        case .write:
            writes += 1
            bytesWritten += call.bytes
        case .sync, .syncDirectory: syncs += 1
        case .open, .read, .lock, .create, .truncate, .remove, .rename, .link: break
        }
    }
}

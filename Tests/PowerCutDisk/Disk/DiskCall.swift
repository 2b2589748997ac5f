/// A call of a process to a disk, as a watch sees it before it happens.
package struct DiskCall: Hashable, Sendable, CustomStringConvertible {
    /// The kind of a call.
    package enum Kind: String, Hashable, Sendable, CaseIterable {
        case open, read, lock
        case create, write, truncate, sync, remove, rename, link, syncDirectory

        /// Whether it changes the disk, so that a power cut before it differs from one after it.
        package var isChange: Bool {
            switch self {
            case .open, .read, .lock: false
            case .create, .write, .truncate, .sync, .remove, .rename, .link, .syncDirectory: true
            }
        }
    }

    /// What the process does.
    package let kind: Kind
    /// The file, or the directory of a `syncDirectory`.
    package let path: String
    /// The process.
    package let process: String
    /// The number of changes that were begun on this disk before; the number of this one if it is a change.
    package let number: Int
    /// The bytes of a read or a write.
    package let bytes: Int

    /// The call in words.
    package var description: String {
        "\(number): \(process): \(kind.rawValue) \(path)" + (bytes > 0 ? " (\(bytes) bytes)" : "")
    }
}

/// What happens instead of a call, or that it happens.
package enum DiskVerdict: Hashable, Sendable {
    /// It happens.
    case proceed
    /// It fails.
    case fail(DiskFailure)
    /// The process that calls is killed before it.
    case kill
    /// The power is cut before it.
    case powerCut(seed: UInt64)
}

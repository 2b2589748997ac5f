internal import Foundation

/// Why a disk refuses a call.
package enum DiskFailure: Error, Hashable, Sendable {
    /// The disk is full.
    case full
    /// The device gave an error.
    case broken
    /// The disk can only be read.
    case readOnly
    /// There is no such file, or its directory has gone away.
    case missing
    /// There is a file already.
    case exists
    /// The caller is dead: its process was killed, or the power was cut.
    case dead

    /// The number that the system gives in errno.
    package var errno: Int32 {
        switch self {
        case .full: ENOSPC
        case .broken, .dead: EIO
        case .readOnly: EROFS
        case .missing: ENOENT
        case .exists: EEXIST
        }
    }
}

internal import Foundation

/// The identity of a file, independent of the path's spelling: two hard links are one file, and so are a file and a
/// link to it.
package struct FileIdentity: Hashable {
    private let device: UInt64
    private let file: UInt64

    /// Creates the identity of the file at a path; nil if there is none.
    package init?(_ path: String) {
        var status = stat()
        guard stat(path, &status) == 0 else { return nil }
        device = UInt64(status.st_dev)
        file = UInt64(status.st_ino)
    }
}

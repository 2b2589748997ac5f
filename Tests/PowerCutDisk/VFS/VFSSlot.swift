internal import Foundation
internal import GRDBSQLite

/// A name under which SQLite finds a VFS.  It is registered once and used for many processes, one after the other.
final class VFSSlot: @unchecked Sendable {
    // A lock that ThreadSanitizer knows.
    private static let lock = NSLock()
    nonisolated(unsafe) private static var free: [VFSSlot] = []
    nonisolated(unsafe) private static var count = 0

    /// The name.
    let name: String
    private let table: UnsafeMutablePointer<sqlite3_vfs>

    /// The process that uses it; it is not retained.
    var process: DiskProcess? {
        get { VFSTable.process(table) }
        set { table.pointee.pAppData = newValue.map { Unmanaged.passUnretained($0).toOpaque() } }
    }

    private init(number: Int) {
        name = "power-cut-disk-\(number)"
        table = VFSTable.make(name)
        sqlite3_vfs_register(table, 0)
    }

    /// Returns a slot that nobody uses.
    static func take() -> VFSSlot {
        lock.withLock {
            if let slot = free.popLast() { return slot }
            count += 1
            return VFSSlot(number: count)
        }
    }

    /// Lets others use it.
    func giveBack() {
        process = nil
        Self.lock.withLock { Self.free.append(self) }
    }
}

internal import GRDBSQLite
internal import Synchronization

/// A name under which SQLite finds a VFS.  It is registered once and used for many processes, one after the other.
final class VFSSlot: @unchecked Sendable {
    private static let free = Mutex<(slots: [VFSSlot], count: Int)>(([], 0))

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
        free.withLock { free in
            if let slot = free.slots.popLast() { return slot }
            free.count += 1
            return VFSSlot(number: free.count)
        }
    }

    /// Lets others use it.
    func giveBack() {
        process = nil
        Self.free.withLock { $0.slots.append(self) }
    }
}

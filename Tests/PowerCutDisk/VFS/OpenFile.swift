/// A file that a process has open, with its locks.
final class OpenFile: @unchecked Sendable {
    /// Its path; empty for a temporary file.
    let path: String
    let node: FileNode
    let process: DiskProcess
    /// Whether its next sync also syncs its directory, as SQLite's own VFS does for journals.
    var owesDirectorySync = false
    // Guarded by the disk.
    var level = LockLevel.none
    var sharedSlots: UInt32 = 0
    var exclusiveSlots: UInt32 = 0
    private var memory: SharedMemory?

    init(path: String, node: FileNode, process: DiskProcess) {
        self.path = path
        self.node = node
        self.process = process
    }

    /// Temporary files are private to their process, so nobody watches them.
    private func admit(_ kind: DiskCall.Kind, bytes: Int = 0) throws(DiskFailure) {
        if !node.isTemporary { try process.admit(kind, path, bytes: bytes) }
    }

    func read(into buffer: UnsafeMutableRawBufferPointer, at offset: Int) throws(DiskFailure) -> Int {
        try admit(.read, bytes: buffer.count)
        return try process.disk.perform(for: process) { _ in node.now.read(into: buffer, at: offset) }
    }

    func write(_ bytes: UnsafeRawBufferPointer, at offset: Int) throws(DiskFailure) {
        try admit(.write, bytes: bytes.count)
        try process.disk.perform(for: process) { volume throws(DiskFailure) in
            try volume.write(bytes, at: offset, to: node)
        }
    }

    func truncate(to size: Int) throws(DiskFailure) {
        try admit(.truncate)
        try process.disk.perform(for: process) { volume throws(DiskFailure) in try volume.resize(node, to: size) }
    }

    func sync() throws(DiskFailure) {
        do throws(DiskFailure) {
            try admit(.sync)
        } catch {
            if error == .broken { try process.disk.perform(for: process) { volume in volume.syncFails(node) } }
            throw error
        }
        try process.disk.perform(for: process) { volume in volume.sync(node) }
        guard owesDirectorySync else { return }
        try process.sync(directory: Volume.directory(of: path))
        owesDirectorySync = false
    }

    func size() throws(DiskFailure) -> Int {
        try process.disk.perform(for: process) { _ in node.now.count }
    }

    /// Whether its name is now that of another file, or of none.
    func hasMoved() throws(DiskFailure) -> Bool {
        try process.disk.perform(for: process) { volume in
            !node.isTemporary && volume.names.now[path] !== node
        }
    }

    /// Closes it; its locks end.
    func close() {
        process.disk.locked { node.forgetUsers { $0 === self } }
    }

    // MARK: Locks

    func lock(_ level: LockLevel) throws(DiskFailure) -> Bool {
        try admit(.lock)
        return try process.disk.perform(for: process) { volume in
            node.lock(self, level, foreign: volume.faults.locked[path])
        }
    }

    func unlock(to level: LockLevel) throws(DiskFailure) {
        try process.disk.perform(for: process) { _ in self.level = min(self.level, level) }
    }

    func isReserved() throws(DiskFailure) -> Bool {
        try process.disk.perform(for: process) { volume in
            node.isReserved(foreign: volume.faults.locked[path])
        }
    }

    // MARK: Shared memory

    /// Begins to use the shared memory.
    ///
    /// - Returns: Whether it exists, or could be created: not on a disk that is read-only, because it is a file.
    func joinMemory() throws(DiskFailure) -> Bool {
        try process.disk.perform(for: process) { volume in
            if memory != nil { return true }
            guard let memory = node.memory ?? (volume.faults.isReadOnly ? nil : SharedMemory()) else { return false }
            memory.users.append(self)
            self.memory = memory
            node.memory = memory
            return true
        }
    }

    func memoryRegion(_ index: Int, size: Int, creates: Bool) throws(DiskFailure) -> UnsafeMutableRawPointer? {
        try process.disk.perform(for: process) { _ in memory?.region(index, size: size, creates: creates) }
    }

    func lockMemory(_ slots: UInt32, isExclusive: Bool) throws(DiskFailure) -> Bool {
        try admit(.lock)
        return try process.disk.perform(for: process) { volume in
            let foreign: UInt32 = volume.faults.locked[path] == nil ? 0 : Self.writeSlot
            return memory?.lock(self, slots, isExclusive: isExclusive, foreign: foreign) ?? false
        }
    }

    func unlockMemory(_ slots: UInt32) throws(DiskFailure) {
        try process.disk.perform(for: process) { _ in memory?.unlock(self, slots) }
    }

    /// Gives back the shared memory.  Only under the disk's lock.
    func unmapMemory() {
        leaveMemory()
        memory = nil
    }

    /// Ends all locks.  Only under the disk's lock.
    func dropLocks() {
        level = .none
        leaveMemory()
    }

    /// Leaves the shared memory to others; without users it ends.
    ///
    /// A dead connection keeps its memory until it closes, because SQLite still has pointers to it.
    private func leaveMemory() {
        (sharedSlots, exclusiveSlots) = (0, 0)
        guard let memory else { return }
        memory.users.removeAll { $0 === self }
        if memory.users.isEmpty, node.memory === memory { node.memory = nil }
    }

    /// The slot of the right to write to a log.
    private static let writeSlot: UInt32 = 1
}

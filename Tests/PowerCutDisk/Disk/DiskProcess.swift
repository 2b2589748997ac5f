/// A process on a disk: SQLite reaches the disk through the VFS with its name, other code through its files.
///
/// Locks and deaths are those of a process: a second one is another program.
package final class DiskProcess: @unchecked Sendable {
    /// Its name in traces.
    package let name: String
    /// Its disk.
    package let disk: PowerCutDisk
    /// The boot that it belongs to.
    let boot: Int
    /// Whether it was killed; guarded by the disk.
    var isKilled = false
    private let slot: VFSSlot

    init(name: String, disk: PowerCutDisk, boot: Int) {
        self.name = name
        self.disk = disk
        self.boot = boot
        slot = VFSSlot.take()
        slot.process = self
    }

    // Open files retain their process, so nothing uses the VFS any more.
    deinit { slot.giveBack() }

    /// The name of its VFS, which ends with this object and its last open file: keep it until SQLite has opened a file.
    package var vfs: String { slot.name }

    /// Returns the URI with which SQLite opens a database of this process.
    ///
    /// - Parameter path: Its absolute path, without characters that are special in a URI.
    package func uri(_ path: String) -> String { "file:\(path)?vfs=\(vfs)" }

    /// Whether it is neither killed nor of an earlier boot.
    package var isAlive: Bool { disk.lives(self) }

    /// Kills it: all its calls fail from now on, its locks end, and what it wrote remains.
    ///
    /// A call of SQLite that is under way on another thread still has the shared memory until it returns.  Where
    /// another process uses the same log, wait for that.
    package func kill() { disk.end(self) }

    /// Asks whether a call may happen.
    func admit(_ kind: DiskCall.Kind, _ path: String, bytes: Int = 0) throws(DiskFailure) {
        guard isAlive else { throw .dead }
        try disk.admit(kind, path, bytes: bytes, of: self)
    }

    /// Opens a file.
    ///
    /// - Parameters:
    ///   - creates: Whether a missing file is created.
    ///   - mustBeNew: Whether an existing file is an error.
    func open(_ path: String, creates: Bool, mustBeNew: Bool = false) throws(DiskFailure) -> OpenFile {
        let exists = try disk.perform(for: self) { volume throws(DiskFailure) in try volume.file(path) != nil }
        if exists, mustBeNew { throw .exists }
        if !exists, !creates { throw .missing }
        try admit(exists ? .open : .create, path)
        return try disk.perform(for: self) { volume throws(DiskFailure) in
            let file = try volume.file(path)
            if file != nil, mustBeNew { throw .exists }
            let node = if let file { file } else { try volume.create(path) }
            let open = OpenFile(path: path, node: node, process: self)
            open.node.users.append(open)
            return open
        }
    }

    /// Opens a file without a name.
    func openTemporary() throws(DiskFailure) -> OpenFile {
        try disk.perform(for: self) { volume throws(DiskFailure) in
            OpenFile(path: "", node: volume.makeFile(isTemporary: true), process: self)
        }
    }

    /// Removes a name.
    func remove(_ path: String) throws(DiskFailure) {
        try admit(.remove, path)
        try disk.perform(for: self) { volume throws(DiskFailure) in try volume.remove(path) }
    }

    /// Makes the names in a directory durable.
    func sync(directory: String) throws(DiskFailure) {
        try admit(.syncDirectory, directory)
        try disk.perform(for: self) { volume throws(DiskFailure) in try volume.sync(directory) }
    }
}

/// A file without its names: what programs read now, what the disk surely has, and the changes between the two.
final class FileNode {
    /// Its number on the disk, in the order in which files were created.
    let number: Int
    /// Whether nobody will look for it after a power cut: a temporary file of SQLite.
    let isTemporary: Bool
    private(set) var now = ByteStore()
    private(set) var durable = ByteStore()
    private(set) var pending: [PendingChange] = []
    /// The open files of all processes.
    var users: [OpenFile] = []
    /// The index of the write-ahead log, which exists as long as somebody uses it.
    var memory: SharedMemory?

    init(number: Int, isTemporary: Bool = false) {
        self.number = number
        self.isTemporary = isTemporary
    }

    /// Creates the same file as nobody has opened it.
    init(copying node: FileNode) {
        number = node.number
        isTemporary = node.isTemporary
        now = node.now
        durable = node.durable
        pending = node.pending
    }

    /// Creates what a power cut has left of a file.
    init(_ node: FileNode, with remains: ByteStore) {
        number = node.number
        isTemporary = node.isTemporary
        now = remains
        durable = remains
    }

    /// Writes bytes, which may still be lost.
    func write(_ bytes: UnsafeRawBufferPointer, at offset: Int) {
        now.write(bytes, at: offset)
        if !isTemporary { pending.append(.write(bytes, at: offset)) }
    }

    /// Changes the size, which may still be lost.
    func resize(to size: Int) {
        guard size != now.count else { return }
        now.resize(to: size)
        if !isTemporary { pending.append(.resize(size)) }
    }

    /// Makes all changes of the content durable.
    func sync() {
        for change in pending { change.apply(to: &durable) }
        pending.removeAll(keepingCapacity: true)
    }
    /// Makes some changes durable and forgets the others, though programs still read them.
    func syncInPart(_ isWritten: () -> Bool) {
        for change in pending where isWritten() { change.apply(to: &durable) }
        pending.removeAll(keepingCapacity: true)
    }
}

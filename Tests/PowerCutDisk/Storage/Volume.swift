/// Everything that a disk holds, with the rules of a file system.  Its disk lets one thread at it.
final class Volume {
    private(set) var names = NameTable()
    private var fileCount = 0
    private var failedSyncs: UInt64 = 0
    /// What is wrong with the disk.
    var faults = DiskFaults()

    init() {}

    /// Creates the same content as nobody has opened it; what may still be lost may still be lost.
    init(copying volume: Volume) {
        var copies: [ObjectIdentifier: FileNode] = [:]
        names = NameTable(copying: volume.names) { file in
            if let copy = copies[ObjectIdentifier(file)] { return copy }
            let copy = FileNode(copying: file)
            copies[ObjectIdentifier(file)] = copy
            return copy
        }
        fileCount = volume.fileCount
        failedSyncs = volume.failedSyncs
        faults = volume.faults
    }

    /// Creates what a power cut has left of a volume.
    init(_ volume: Volume, with remains: [String: FileNode]) {
        names = NameTable(durable: remains)
        fileCount = volume.fileCount
        failedSyncs = volume.failedSyncs
        faults = volume.faults
    }

    /// Returns the file with a name; nil if there is none.
    func file(_ path: String) throws(DiskFailure) -> FileNode? {
        if faults.missingDirectories.contains(Self.directory(of: path)) { throw .missing }
        return names.now[path]
    }

    /// Creates an empty file, which may still be lost.
    func create(_ path: String) throws(DiskFailure) -> FileNode {
        guard try file(path) == nil else { throw .exists }
        try checkWritable()
        let file = makeFile()
        names.make(NameChange(directory: Self.directory(of: path), entries: [(path, file)]))
        return file
    }

    /// Returns a new file without a name.
    func makeFile(isTemporary: Bool = false) -> FileNode {
        fileCount += 1
        return FileNode(number: fileCount, isTemporary: isTemporary)
    }

    /// Writes bytes; on a full disk only those that fit.
    func write(_ bytes: UnsafeRawBufferPointer, at offset: Int, to file: FileNode) throws(DiskFailure) {
        try checkWritable()
        let growth = offset + bytes.count - file.now.count
        guard let capacity = faults.capacity, growth > 0, used + growth > capacity else {
            return file.write(bytes, at: offset)
        }
        let fitting = max(0, bytes.count - (used + growth - capacity))
        file.write(UnsafeRawBufferPointer(rebasing: bytes[..<fitting]), at: offset)
        throw .full
    }

    /// Changes a file's size.
    func resize(_ file: FileNode, to size: Int) throws(DiskFailure) {
        try checkWritable()
        file.resize(to: size)
    }

    /// Removes a name.
    func remove(_ path: String) throws(DiskFailure) {
        guard try file(path) != nil else { throw .missing }
        try checkWritable()
        names.make(NameChange(directory: Self.directory(of: path), entries: [(path, nil)]))
    }

    /// Gives a file another name, in place of any file that has it.
    func rename(_ path: String, to target: String) throws(DiskFailure) {
        guard let file = try file(path) else { throw .missing }
        _ = try self.file(target)
        try checkWritable()
        names.make(NameChange(directory: Self.directory(of: target), entries: [(path, nil), (target, file)]))
    }

    /// Gives a file a second name, which must be free.
    func link(_ path: String, to target: String) throws(DiskFailure) {
        guard let file = try file(path) else { throw .missing }
        guard try self.file(target) == nil else { throw .exists }
        try checkWritable()
        names.make(NameChange(directory: Self.directory(of: target), entries: [(target, file)]))
    }

    /// Makes the names in a directory durable.
    func sync(_ directory: String) throws(DiskFailure) {
        if faults.missingDirectories.contains(directory) { throw .missing }
        if !faults.ignoresSyncs { names.sync(directory) }
    }

    /// Makes a file's content durable.
    func sync(_ file: FileNode) {
        if !faults.ignoresSyncs { file.sync() }
    }

    /// Ends a sync that could not write everything.
    func syncFails(_ file: FileNode) {
        guard faults.losesFailedSyncs else { return }
        failedSyncs += 1
        var random = DiskRandom(seed: failedSyncs)
        file.syncInPart { random.coin() }
    }

    /// The bytes of all files.
    var used: Int {
        var files: [ObjectIdentifier: Int] = [:]
        for file in names.now.values { files[ObjectIdentifier(file)] = file.now.count }
        return files.values.reduce(0, +)
    }

    private func checkWritable() throws(DiskFailure) {
        if faults.isReadOnly { throw .readOnly }
    }

    /// Returns the directory of a path.
    static func directory(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/"), slash != path.startIndex else { return "/" }
        return String(path[..<slash])
    }
}

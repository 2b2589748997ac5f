/// The names of all files: those that programs see, those that the disk surely has, and the changes between the two.
struct NameTable {
    private(set) var now: [String: FileNode] = [:]
    private(set) var durable: [String: FileNode] = [:]
    private(set) var pending: [NameChange] = []

    /// Creates a table without names.
    init() {}

    /// Creates a table in which every change is durable.
    init(durable names: [String: FileNode]) {
        now = names
        durable = names
    }

    /// Creates the same table over other files.
    init(copying table: NameTable, _ file: (FileNode) -> FileNode) {
        now = table.now.mapValues(file)
        durable = table.durable.mapValues(file)
        pending = table.pending.map { change in
            NameChange(directory: change.directory, entries: change.entries.map { ($0.path, $0.file.map(file)) })
        }
    }

    /// Makes a change, which may still be lost.
    mutating func make(_ change: NameChange) {
        change.apply(to: &now)
        pending.append(change)
    }

    /// Makes all changes in a directory durable.
    mutating func sync(_ directory: String) {
        for change in pending where change.directory == directory { change.apply(to: &durable) }
        pending.removeAll { $0.directory == directory }
    }
}

/// A change of the names in a directory: it is durable completely or not at all, also a rename of two names.
struct NameChange {
    /// The directory whose sync makes it durable.
    let directory: String
    /// The names with their new files; nil removes a name.
    let entries: [(path: String, file: FileNode?)]

    /// Makes the change.
    func apply(to names: inout [String: FileNode]) {
        for entry in entries { names[entry.path] = entry.file }
    }
}

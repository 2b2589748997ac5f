extension DiskProcess {
    /// Opens a file, or creates it.
    ///
    /// - Parameter mustBeNew: Whether an existing file is an error.
    package func file(_ path: String, mustBeNew: Bool = false) throws(DiskFailure) -> DiskFile {
        DiskFile(try open(path, creates: true, mustBeNew: mustBeNew))
    }

    /// Returns all bytes of a file.
    package func contents(of path: String) throws(DiskFailure) -> [UInt8] {
        try DiskFile(open(path, creates: false)).contents()
    }

    /// Returns what can be seen of a file; nil if there is none.
    ///
    /// - Throws: ``DiskFailure/missing`` if its directory has gone away.
    package func status(of path: String) throws(DiskFailure) -> FileStatus? {
        try disk.perform(for: self) { volume throws(DiskFailure) in
            guard let file = try volume.file(path) else { return nil }
            let links = volume.names.now.values.count { $0 === file }
            return FileStatus(size: file.now.count, links: links, number: file.number)
        }
    }

    /// Returns the paths of all files in a directory, sorted.
    package func files(in directory: String) throws(DiskFailure) -> [String] {
        try disk.perform(for: self) { volume throws(DiskFailure) in
            if volume.faults.missingDirectories.contains(directory) { throw .missing }
            return volume.names.now.keys.filter { Volume.directory(of: $0) == directory }.sorted()
        }
    }

    /// Gives a file another name, in place of any file that has it.
    package func rename(_ path: String, to target: String) throws(DiskFailure) {
        try admit(.rename, target)
        try disk.perform(for: self) { volume throws(DiskFailure) in try volume.rename(path, to: target) }
    }

    /// Gives a file a second name, which must be free.
    package func link(_ path: String, to target: String) throws(DiskFailure) {
        try admit(.link, target)
        try disk.perform(for: self) { volume throws(DiskFailure) in try volume.link(path, to: target) }
    }

    /// Removes a name.
    package func unlink(_ path: String) throws(DiskFailure) {
        try remove(path)
    }

    /// Makes the names in the directory of a path durable.
    package func syncDirectory(of path: String) throws(DiskFailure) {
        try sync(directory: Volume.directory(of: path))
    }
}

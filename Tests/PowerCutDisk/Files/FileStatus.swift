/// What a process sees of a file without opening it.
package struct FileStatus: Hashable, Sendable {
    /// Its bytes.
    package let size: Int
    /// The number of its names.
    package let links: Int
    /// Its number on the disk, the same for all of its names.
    package let number: Int
}

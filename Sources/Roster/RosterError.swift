/// What ends reading altogether; whatever is wrong within a file is a ``RosterProblem``.
public enum RosterError: Error, Hashable, Sendable, CustomStringConvertible {
    /// A file could not be opened; `reason` is the system's word for it.
    case cannotOpen(path: String, reason: String)
    /// A file could not be read to its end; `reason` is the system's word for it.
    case cannotRead(path: String, reason: String)
    /// The system knows no text encoding of this name.
    case unknownEncoding(name: String)

    /// What happened and what mends it.
    public var description: String {
        switch self {
        case .cannotOpen(let path, let reason):
            "\(escaped(path)): cannot be opened: \(reason).  Check the path and its permissions, "
                + "or pass - to read standard input."
        case .cannotRead(let path, let reason):
            "\(escaped(path)): cannot be read: \(reason).  Check that it is a regular file and try again."
        case .unknownEncoding(let name):
            "no text encoding is called \"\(escaped(name, limit: 40))\" on this system.  Pass an IANA name such as "
                + "windows-1252, iso-8859-15, shift_jis or utf-16; iconv --list prints every one."
        }
    }
}

/// An error that stops the reading; a problem within a file is a ``RosterProblem``.
public enum RosterError: Error, Hashable, Sendable, CustomStringConvertible {
    /// A file could not be opened; `reason` is the system's error message.
    case cannotOpen(path: String, reason: String)
    /// A file could not be read to its end; `reason` is the system's error message.
    case cannotRead(path: String, reason: String)
    /// The system does not know a text encoding of this name.
    case unknownEncoding(name: String)

    /// The error in words.
    public var description: String {
        switch self {
        case .cannotOpen(let path, let reason): "\(escaped(path)): cannot be opened: \(reason)"
        case .cannotRead(let path, let reason): "\(escaped(path)): cannot be read: \(reason)"
        case .unknownEncoding(let name): "no text encoding is called \"\(escaped(name, limit: 40))\" on this system"
        }
    }
}

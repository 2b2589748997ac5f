/// An error that ends reading altogether; whatever is wrong within a file is a ``RosterProblem``.
public enum RosterError: Error, Hashable, Sendable, CustomStringConvertible {
    /// A file could not be opened; `reason` is the system's word for it.
    case cannotOpen(path: String, reason: String)
    /// A file could not be read to its end; `reason` is the system's word for it.
    case cannotRead(path: String, reason: String)
    /// The system knows no text encoding of this name.
    case unknownEncoding(name: String)

    /// What happened.
    public var description: String {
        switch self {
        case .cannotOpen(let path, let reason): "\(escaped(path)): cannot be opened: \(reason)"
        case .cannotRead(let path, let reason): "\(escaped(path)): cannot be read: \(reason)"
        case .unknownEncoding(let name): "no text encoding is called \"\(escaped(name, limit: 40))\" on this system"
        }
    }
}

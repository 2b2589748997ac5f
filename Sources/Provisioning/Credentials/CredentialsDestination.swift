internal import Foundation

/// Where credentials go.
public enum CredentialsDestination: Hashable, Sendable, CustomStringConvertible {
    /// A file that is not there yet.
    case file(String)
    /// The standard input of a shell command, as one that encrypts.
    case command(String)

    /// Reads a path, or a command after `|`.
    ///
    /// - Parameters:
    ///   - text: The path, or `|` and the command.
    ///   - directory: What a relative path is relative to.
    public init(_ text: String, in directory: String) {
        if text.hasPrefix("|") {
            self = .command(String(text.dropFirst()).trimmingCharacters(in: .whitespaces))
        } else {
            self = .file(URL(fileURLWithPath: text, relativeTo: URL(fileURLWithPath: directory)).standardized.path)
        }
    }

    /// As the journal and the reports spell it.
    public var description: String {
        switch self {
        case .file(let path): path
        case .command(let command): "|" + command
        }
    }

    /// Whether something is there already.
    public var isTaken: Bool {
        guard case .file(let path) = self else { return false }
        var status = stat()
        return lstat(path, &status) == 0
    }

    /// Why no file can be made there, as far as can be told without making one; nil when nothing is known against it.
    public var error: DestinationError? {
        guard case .file(let path) = self else { return nil }
        if isTaken { return .taken }
        let directory = URL(fileURLWithPath: path).deletingLastPathComponent().path
        guard access(directory, W_OK | X_OK) == 0 else {
            return .notWritable(directory: directory, reason: String(cString: strerror(errno)))
        }
        return nil
    }
}

/// An error of the place where credentials are to go.
public enum DestinationError: Error, Hashable, Sendable, CustomStringConvertible {
    /// Something is there already, and credentials are never written over anything.
    case taken
    /// No file can be made in this directory; `reason` is the system's word for it.
    case notWritable(directory: String, reason: String)

    /// What is wrong.
    public var description: String {
        switch self {
        case .taken: "it exists already, and credentials never replace a file"
        case .notWritable(let directory, let reason): "\(directory): \(reason)"
        }
    }
}

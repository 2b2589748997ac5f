internal import Foundation

/// The destination of credentials.
public enum CredentialsDestination: Hashable, Sendable, CustomStringConvertible {
    /// A file that does not exist yet.
    case file(String)
    /// The standard input of a shell command, for example one that encrypts.
    case command(String)

    /// Parses a path, or a command after `|`.
    ///
    /// - Parameters:
    ///   - text: The path, or `|` and the command.
    ///   - directory: The directory that a relative path is relative to.
    public init(_ text: String, in directory: String) {
        if text.hasPrefix("|") {
            self = .command(String(text.dropFirst()).trimmingCharacters(in: .whitespaces))
        } else {
            self = .file(URL(fileURLWithPath: text, relativeTo: URL(fileURLWithPath: directory)).standardized.path)
        }
    }

    /// The destination as written in the journal and in reports.
    public var description: String {
        switch self {
        case .file(let path): path
        case .command(let command): "|" + command
        }
    }

    /// Whether a file exists there already.
    public var isTaken: Bool {
        guard case .file(let path) = self else { return false }
        var status = stat()
        return lstat(path, &status) == 0
    }

    /// Why no file can be created there, as far as this can be determined without creating one; nil if no reason is
    /// known.
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

/// An error of the destination of credentials.
public enum DestinationError: Error, Hashable, Sendable, CustomStringConvertible {
    /// A file exists there already, and credentials never overwrite a file.
    case taken
    /// No file can be created in this directory; `reason` is the system's error message.
    case notWritable(directory: String, reason: String)

    /// The error in words.
    public var description: String {
        switch self {
        case .taken: "it exists already, and credentials never replace a file"
        case .notWritable(let directory, let reason): "\(directory): \(reason)"
        }
    }
}

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

    /// Whether something stands in the way already.
    public var isTaken: Bool {
        guard case .file(let path) = self else { return false }
        var status = stat()
        return lstat(path, &status) == 0
    }

    /// Why no file can be made there, as far as can be told without making one; nil when nothing is known against it.
    public var obstacle: String? {
        guard case .file(let path) = self else { return nil }
        if isTaken { return "it is there already, and credentials are never written over anything" }
        let directory = URL(fileURLWithPath: path).deletingLastPathComponent().path
        guard access(directory, W_OK | X_OK) == 0 else { return "\(directory): \(String(cString: strerror(errno)))" }
        return nil
    }
}

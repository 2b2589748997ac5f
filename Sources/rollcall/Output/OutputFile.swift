import Foundation

/// Files that a command was asked to write.
enum OutputFile {
    /// Writes a whole file or none: under another name first, then renamed.
    static func write(_ text: String, to path: String) throws {
        do {
            try Data(text.utf8).write(to: URL(fileURLWithPath: path), options: .atomic)
        } catch {
            throw Failure(
                .error,
                "\(path) cannot be written: \(error.localizedDescription)  Check the directory and its permissions.")
        }
    }
}

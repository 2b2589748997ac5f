import Accounts
import FlowServ
import Foundation
import Roster

/// The input of passwords for single commands and logins.  They are never on the command line, which `ps` shows to
/// all users.
enum PasswordInput {
    /// Reads the first line of a file, or of standard input for `-`, without its line break.
    static func read(file path: String) throws -> Secret {
        Secret(try line(of: path))
    }

    /// Reads a new password from a file; one that cannot be used is refused.
    static func newPassword(file path: String) throws -> Secret {
        let line = try line(of: path)
        try AccountRules.check(password: line)
        return Secret(line)
    }

    /// Reads the first line of a file, or of standard input for `-`, without its line break.
    static func line(of path: String) throws -> String {
        if path == "-" {
            guard let line = readLine(strippingNewline: true), !line.isEmpty else {
                throw Failure(.usage, "Standard input is empty.  Write the secret as one line.")
            }
            return line
        }
        // A file descriptor reads pipes too, as in --password-file <(pass show flowserv).
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw unreadable(path, errno) }
        let file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        var status = stat()
        if fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFDIR { throw unreadable(path, EISDIR) }
        let bytes: Data?
        do { bytes = try file.read(upToCount: 1 << 16) } catch { throw unreadable(path, EIO) }
        // At the end of a file there is nothing to read.
        let text = String(decoding: bytes ?? Data(), as: UTF8.self)
        let line = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).first.map(String.init)
        guard let line, !line.isEmpty else {
            throw Failure(.error, "\(path) is empty.  Write the secret on its first line.")
        }
        return line
    }

    /// Returns the failure for an unreadable file.  It shows the owner, because the process's user differs in a
    /// container or a unit.
    private static func unreadable(_ path: String, _ code: Int32) -> Failure {
        var status = stat()
        let owner = stat(path, &status) == 0 ? ", and the file belongs to user \(status.st_uid)" : ""
        let who = code == EACCES ? " by user \(geteuid())\(owner)" : ""
        return Failure(
            .error,
            "\(path) cannot be read\(who): \(String(cString: strerror(code))).  Check the path and its permissions.")
    }

    /// Prompts on the terminal without echo.
    static func ask(_ prompt: String) throws -> Secret {
        guard let typed = HiddenInput.line(prompt) else { throw Failure(.error, "There is no terminal to ask on.") }
        return Secret(String(decoding: typed, as: UTF8.self))
    }
}

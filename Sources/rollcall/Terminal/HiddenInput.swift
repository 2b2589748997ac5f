import Foundation
import Synchronization

/// A line typed on the terminal without echo: however the process ends meanwhile, the terminal's echo is restored.
///
/// The C library's getpass(3) also disables Ctrl-C and Ctrl-Z.
enum HiddenInput {
    private struct Terminal {
        let descriptor: Int32
        var settings: termios
    }

    private static let terminal = Mutex<Terminal?>(nil)

    /// Prompts for a line.
    ///
    /// - Returns: The text before Return or the end of the input; nil if there is no terminal.
    static func line(_ prompt: String) -> [UInt8]? {
        let descriptor = open("/dev/tty", O_RDWR | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        var settings = termios()
        guard tcgetattr(descriptor, &settings) == 0 else {
            close(descriptor)
            return nil
        }
        terminal.withLock { $0 = Terminal(descriptor: descriptor, settings: settings) }
        defer {
            terminal.withLock { $0 = nil }
            close(descriptor)
        }
        var silent = settings
        silent.c_lflag &= ~tcflag_t(ECHO)
        tcsetattr(descriptor, TCSAFLUSH, &silent)
        defer { restore() }
        _ = StandardStreams.write(prompt.utf8, to: descriptor)
        let line = read(descriptor)
        _ = StandardStreams.write("\n".utf8, to: descriptor)
        return line
    }

    private static func read(_ descriptor: Int32) -> [UInt8] {
        var line: [UInt8] = []
        var byte: UInt8 = 0
        while true {
            let count = Foundation.read(descriptor, &byte, 1)
            if count < 0, errno == EINTR { continue }
            guard count == 1, byte != UInt8(ascii: "\n") else { return line }
            line.append(byte)
        }
    }

    /// Restores the terminal's echo before the process ends.
    static func restore() {
        terminal.withLock { terminal in
            guard var terminal else { return }
            withUnsafePointer(to: &terminal.settings) { _ = tcsetattr(terminal.descriptor, TCSANOW, $0) }
        }
    }
}

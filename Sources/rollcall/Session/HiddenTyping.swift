import Foundation
import Synchronization

/// Typing that a terminal does not show: however the process ends meanwhile, the terminal shows what is typed after it.
enum HiddenTyping {
    private struct Terminal {
        let descriptor: Int32
        var settings: termios
    }

    private static let terminal = Mutex<Terminal?>(nil)

    /// Keeps how the terminal is now.
    static func begin() {
        let descriptor = open("/dev/tty", O_RDWR | O_CLOEXEC)
        guard descriptor >= 0 else { return }
        var settings = termios()
        guard tcgetattr(descriptor, &settings) == 0 else { return _ = close(descriptor) }
        terminal.withLock { $0 = Terminal(descriptor: descriptor, settings: settings) }
    }

    /// Makes the terminal show again what is typed, before the process ends.
    static func restore() {
        terminal.withLock { terminal in
            guard var terminal else { return }
            tcsetattr(terminal.descriptor, TCSANOW, &terminal.settings)
        }
    }

    /// The terminal is as it was.
    static func end() {
        terminal.withLock { terminal in
            if let terminal { close(terminal.descriptor) }
            terminal = nil
        }
    }
}

import Foundation

/// Typing that a terminal does not show: however the process ends meanwhile, the terminal shows what is typed after it.
enum HiddenTyping {
    private static let signals = [SIGINT, SIGTERM, SIGHUP].filter { !Interruption.isIgnored($0) }

    // A signal's handler may use nothing that takes a lock; it runs only between begin() and end().
    nonisolated(unsafe) private static var settings = termios()
    nonisolated(unsafe) private static var terminal: Int32 = -1

    /// Keeps how the terminal is now.
    static func begin() {
        terminal = open("/dev/tty", O_RDWR | O_CLOEXEC)
        guard terminal >= 0, tcgetattr(terminal, &settings) == 0 else { return end() }
        for number in signals {
            signal(number) { number in
                tcsetattr(HiddenTyping.terminal, TCSANOW, &HiddenTyping.settings)
                // The first process of a container is not ended by a signal.
                if getpid() == 1 { _exit(128 + number) }
                signal(number, SIG_DFL)
                raise(number)
            }
        }
    }

    /// The terminal is as it was.
    static func end() {
        for number in signals { signal(number, SIG_DFL) }
        if terminal >= 0 { close(terminal) }
        terminal = -1
        FirstProcess.begin()
    }
}

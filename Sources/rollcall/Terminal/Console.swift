import Foundation
import Logging
import Synchronization

/// The two output streams: the command's output goes to standard output, everything else to standard error.
enum Console {
    /// The format of standard error; set once, when the command line has been read.
    static var format: LogFormat {
        get { chosenFormat.withLock { $0 } }
        set { chosenFormat.withLock { $0 = newValue } }
    }
    private static let chosenFormat = Mutex(LogFormat.text)

    /// Whether to report only failures; set once, when the command line has been read.
    static var isQuiet: Bool {
        get { quietness.withLock { $0 } }
        set { quietness.withLock { $0 = newValue } }
    }
    private static let quietness = Mutex(false)

    /// Whether a part of the output could not be written.
    static var hasLostProduct: Bool { loss.withLock { $0 } }
    private static let loss = Mutex(false)

    /// Writes output of a command.
    static func product(_ text: String) {
        product(bytes: line(of: text).utf8)
    }

    /// Writes a part of the output unchanged.
    static func product(bytes: some Sequence<UInt8>) {
        // A closed reader, as in `rollcall plan | head`, is not an error.
        guard let code = StandardStreams.write(bytes, to: STDOUT_FILENO), !StandardStreams.isGone(STDOUT_FILENO, code)
        else { return }
        let isFirst = loss.withLock { isLost in
            defer { isLost = true }
            return !isLost
        }
        if isFirst { error("standard output cannot be written: \(String(cString: strerror(code)))") }
    }

    /// Reports progress, unless only failures should be reported.
    static func progress(_ text: String) {
        if !isQuiet { note(text) }
    }

    /// Prints a message that is not output.
    static func note(_ text: String) {
        switch format {
        case .text: line(text)
        case .json where text.hasPrefix("warning: "):
            Log.sentence(String(text.dropFirst(9)), as: "warning", at: .warning)
        case .json: Log.sentence(text, as: "note", at: .notice)
        }
    }

    /// Whether a progress bar is on the line of the cursor.
    static let barIsShown = Mutex(false)

    /// Writes one line of the log, in place of the progress bar.
    static func line(_ text: String) {
        let isBar = barIsShown.withLock { isShown in
            defer { isShown = false }
            return isShown
        }
        prompt((isBar ? "\r\u{1B}[K" : "") + line(of: text))
    }

    /// Prompts for input on the same line.
    static func prompt(_ text: String) {
        // If standard error fails, there is nothing else to do.
        _ = StandardStreams.write(text.utf8, to: STDERR_FILENO)
    }

    /// Prints an error.
    static func error(_ text: String) {
        if format == .json { return Log.sentence(text, as: "failed", at: .error) }
        line("rollcall: " + PrintableText.escaped(text, keepingLines: true))
    }

    /// Whether standard error is a terminal.
    static var errorIsTerminal: Bool { Surroundings.current.isTerminal(STDERR_FILENO) }

    /// Whether standard output is a terminal.
    static var outputIsTerminal: Bool { Surroundings.current.isTerminal(STDOUT_FILENO) }

    /// Whether the user can be asked.
    static var canAsk: Bool { Surroundings.current.isTerminal(STDIN_FILENO) && errorIsTerminal }

    /// The column at which texts are wrapped: the terminal's width, but never too small for a sentence.
    static var width: Int { max(40, columns) }

    /// The terminal's width in columns; 80 without a terminal, as for mail from cron.
    static var columns: Int {
        for descriptor in [STDOUT_FILENO, STDERR_FILENO] {
            var size = winsize()
            if ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 { return Int(size.ws_col) }
        }
        return 80
    }

    private static func line(of text: String) -> String { text.hasSuffix("\n") ? text : text + "\n" }
}

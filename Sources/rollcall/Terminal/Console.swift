import Foundation
import Logging
import Synchronization

/// The two streams: the product goes to standard output, everything else to standard error.
enum Console {
    /// For whom standard error is; set once, when the command line has been read.
    static var format: LogFormat {
        get { chosenFormat.withLock { $0 } }
        set { chosenFormat.withLock { $0 = newValue } }
    }
    private static let chosenFormat = Mutex(LogFormat.text)

    /// Whether only failures are to be spoken of; set once, when the command line has been read.
    static var isQuiet: Bool {
        get { quietness.withLock { $0 } }
        set { quietness.withLock { $0 = newValue } }
    }
    private static let quietness = Mutex(false)

    /// Whether a part of the product could not be written.
    static var hasLostProduct: Bool { loss.withLock { $0 } }
    private static let loss = Mutex(false)

    /// Writes the product of a command.
    static func product(_ text: String) {
        product(bytes: line(of: text).utf8)
    }

    /// Writes a part of the product as it is.
    static func product(bytes: some Sequence<UInt8>) {
        // A reader that has gone away, as in `rollcall plan | head`, is no error of ours.
        guard let code = StandardStreams.write(bytes, to: STDOUT_FILENO), !StandardStreams.isGone(STDOUT_FILENO, code)
        else { return }
        let isFirst = loss.withLock { isLost in
            defer { isLost = true }
            return !isLost
        }
        if isFirst { error("standard output cannot be written: \(String(cString: strerror(code)))") }
    }

    /// Says how something goes on, unless only failures are to be spoken of.
    static func progress(_ text: String) {
        if !isQuiet { note(text) }
    }

    /// Says something that is not the product.
    static func note(_ text: String) {
        switch format {
        case .text: line(text)
        case .json where text.hasPrefix("warning: "):
            Log.sentence(String(text.dropFirst(9)), as: "warning", at: .warning)
        case .json: Log.sentence(text, as: "note", at: .notice)
        }
    }

    /// Writes one line of the log.
    static func line(_ text: String) {
        prompt(line(of: text))
    }

    /// Asks for something on the same line.
    static func prompt(_ text: String) {
        // Where nobody can be told anything, there is nothing to be done about it.
        _ = StandardStreams.write(text.utf8, to: STDERR_FILENO)
    }

    /// Says what went wrong.
    static func error(_ text: String) {
        if format == .json { return Log.sentence(text, as: "failed", at: .error) }
        line("rollcall: " + PrintableText.escaped(text, keepingLines: true))
    }

    /// Whether a person is looking at standard error.
    static var errorIsTerminal: Bool { isatty(STDERR_FILENO) == 1 }

    /// Whether a person is looking at standard output.
    static var outputIsTerminal: Bool { isatty(STDOUT_FILENO) == 1 }

    /// Whether a person can be asked.
    static var canAsk: Bool { isatty(STDIN_FILENO) == 1 && errorIsTerminal }

    /// How many columns texts are broken at: those of the terminal, but never too few for a sentence.
    static var width: Int { max(40, columns) }

    /// How many columns the terminal has; 80 where there is none, as for mail from cron.
    static var columns: Int {
        for descriptor in [STDOUT_FILENO, STDERR_FILENO] {
            var size = winsize()
            if ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 { return Int(size.ws_col) }
        }
        return 80
    }

    private static func line(of text: String) -> String { text.hasSuffix("\n") ? text : text + "\n" }
}

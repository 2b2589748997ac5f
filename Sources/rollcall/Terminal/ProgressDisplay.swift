import Foundation
import Provisioning
import Synchronization

/// Shows the progress of a run: a bar on a terminal, a line every ten seconds in a pipe.
///
/// It counts only what the journal has confirmed.
final class ProgressDisplay: Sendable {
    private struct State: Sendable {
        var total = 0
        var done = 0
        var failed = 0
        var aside = 0
        /// The maximum number of requests in flight.
        var width = 0
        var lastFailure: Duration?
        /// The end of the last reported wait.
        var waitsUntil: Duration?
        var isVerifying = false
    }

    private let state = Mutex(State())
    private let style: Style
    /// The number of actions of the run that were finished before it was resumed.
    private let before: Int
    /// The clock, started with the display.
    private let timekeeper = Surroundings.current.timekeeper()

    /// The style of the progress.
    enum Style: Sendable {
        case bar
        case lines
        case nothing

        /// The style for standard error.  Programs read the log's events instead.
        static var standard: Style {
            if Console.format == .json { return .nothing }
            return Console.errorIsTerminal && Environment.value("TERM") != "dumb" ? .bar : .lines
        }
    }

    /// Creates a display.
    ///
    /// - Parameter done: The number of finished actions of the run, if it is resumed.
    init(style: Style, done: Int = 0) {
        self.style = style
        before = done
        state.withLock { $0.done = done }
    }

    /// Handles one event of the run.
    func report(_ event: ExecutionEvent) {
        switch event {
        case .started(let open):
            state.withLock { $0.total = before + open }
            // Show the bar at once, so that the terminal is not blank until the first answers arrive.
            if style == .bar, open > 0 { show() }
        case .width(let width):
            state.withLock { $0.width = width }
        case .finished(let action):
            state.withLock { state in
                state.done += 1
                state.isVerifying = false
                switch action.state {
                case .rejected, .stranded, .skipped: state.failed += 1
                default: break
                }
            }
        case .putAside:
            state.withLock { $0.aside += 1 }
        case .settling(let count, let wait):
            state.withLock { state in
                state.isVerifying = false
                state.aside = 0
            }
            let seconds = max(0, wait.components.seconds)
            let lost = counted(count, "answer was", many: "answers were") + " lost"
            say("\(lost); looking for " + (count == 1 ? "that account" : "those accounts") + " in \(seconds) s")
        case .retrying(_, let reason):
            sayFailure(reason)
        case .waiting(let wait):
            sayWait(wait)
        case .loggedInAgain:
            say("the token had expired; logged in again")
        case .waveIsWhole(let activations):
            state.withLock { state in
                // They are registered, and are done once they are active.
                state.done -= activations
                state.isVerifying = false
            }
            say("every registration succeeded; activating " + counted(activations, "account", many: "accounts"))
        case .verifying:
            state.withLock { $0.isVerifying = true }
        case .waitingForJournal(let waited):
            say(JournalWords.waiting(waited))
        case .unrecorded(let username, let answer):
            clear()
            // It is stored nowhere else, so it is printed with any options, and before anything else can fail.
            Console.error(UnrecordedAnswer.sentence(username, answer))
        }
    }

    /// Reports a wait once, because requests that are refused together request the same wait.
    private func sayWait(_ wait: Duration) {
        let now = timekeeper.now()
        let isNews = state.withLock { state in
            guard state.waitsUntil.map({ $0 < now }) ?? true else { return false }
            state.waitsUntil = now + wait
            return true
        }
        if isNews { say(WaitText.sentence(wait)) }
    }

    /// Reports a failure at most once in ten seconds, because an overloaded server refuses many requests.
    private func sayFailure(_ reason: String) {
        let now = timekeeper.now()
        let isDue = state.withLock { state in
            guard state.lastFailure.map({ now - $0 > .seconds(10) }) ?? true else { return false }
            state.lastFailure = now
            return true
        }
        if isDue { say("the server cannot keep up (\(reason)); slowing down and trying again") }
    }

    /// Shows progress until the task is cancelled, then clears the bar.
    func run() async {
        let pace: Duration = style == .bar ? .milliseconds(200) : .seconds(10)
        while !Task.isCancelled {
            await timekeeper.sleep(pace)
            if Task.isCancelled { break }
            show()
        }
        clear()
    }

    private func show() {
        let text = state.withLock { line($0) }
        switch style {
        case .bar:
            Console.barIsShown.withLock { $0 = true }
            Console.prompt("\r\u{1B}[K\(text)")
        case .lines:
            Console.note(text)
        case .nothing:
            break
        }
    }

    private func clear() {
        let wasShown = Console.barIsShown.withLock { isShown in
            defer { isShown = false }
            return isShown
        }
        if wasShown { Console.prompt("\r\u{1B}[K") }
    }

    private func say(_ text: String) {
        guard style != .nothing else { return }
        clear()
        Console.note(PrintableText.escaped(text))
    }

    private func line(_ state: State) -> String {
        let elapsed = max(0.001, timekeeper.now() / .seconds(1))
        let rate = Double(state.done - before) / elapsed
        var text = "\(state.done.grouped)/\(state.total.grouped)"
        if state.done > before, elapsed >= 1 {
            let left = Int(Double(max(0, state.total - state.done - state.aside)) / rate)
            text += String(format: "  %.1f/s", rate) + "  \(left.grouped) s left"
        }
        if state.isVerifying { text += "  reading the listing once more" }
        if state.failed > 0 { text += "  \(state.failed.grouped) failed" }
        if state.aside > 0 { text += "  \(state.aside.grouped) to be settled" }
        guard style == .bar else { return text }
        if state.width > 0 { text += "  \(state.width) wide" }
        return Self.fitted(bar: { bar(state, $0) }, text, columns: Console.columns - 1)
    }

    /// Returns the bar and the numbers within this many columns: a line that wrapped could not be cleared.  The
    /// numbers are more useful, so the bar is shortened.
    static func fitted(bar: (Int) -> String, _ numbers: String, columns: Int) -> String {
        let room = min(24, columns - numbers.count - 3)
        return room < 6 ? String(numbers.prefix(columns)) : bar(room) + " " + numbers
    }

    private func bar(_ state: State, _ width: Int) -> String {
        let filled = state.total == 0 ? width : min(width, state.done * width / state.total)
        return "[" + String(repeating: "#", count: filled) + String(repeating: ".", count: width - filled) + "]"
    }
}

import Foundation
import Provisioning
import Synchronization

/// Shows the progress of a run: a bar on a terminal, a line every ten seconds in a pipe.
///
/// It counts only what the journal has confirmed.
final class ProgressDisplay: Sendable {
    private struct State: Sendable {
        var counts: ProgressCounts
        var lastFailure: Duration?
        /// The end of the last reported wait.
        var waitsUntil: Duration?
    }

    private let state: Mutex<State>
    private let style: Style
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
        state = Mutex(State(counts: ProgressCounts(done: done)))
    }

    /// Handles one event of the run.
    func report(_ event: ExecutionEvent) {
        state.withLock { $0.counts.count(event) }
        switch event {
        case .started(let open):
            // Show the bar at once, so that the terminal is not blank until the first answers arrive.
            if style == .bar, open > 0 { show() }
        case .width, .finished, .deferred, .verifying:
            break
        case .settling(let count, let wait):
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
            say("every registration succeeded; activating " + counted(activations, "account", many: "accounts"))
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
        let counts = state.withLock { $0.counts }
        let elapsed = timekeeper.now() / .seconds(1)
        switch style {
        case .bar:
            Console.barIsShown.withLock { $0 = true }
            Console.prompt("\r\u{1B}[K" + counts.bar(elapsed: elapsed, columns: Console.columns - 1))
        case .lines:
            Console.note(counts.text(elapsed: elapsed))
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
}

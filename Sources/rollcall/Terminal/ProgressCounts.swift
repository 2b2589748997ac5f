import Foundation
import Provisioning

/// The counts of a run in progress, and their text.
struct ProgressCounts: Sendable {
    private(set) var total = 0
    private(set) var done: Int
    /// The number of actions that were finished before the run was resumed.
    private let before: Int
    private var failed = 0
    private var deferred = 0
    /// The maximum number of requests in flight.
    private var width = 0
    private var isVerifying = false

    /// Creates the counts.
    ///
    /// - Parameter done: The number of finished actions of the run, if it is resumed.
    init(done: Int = 0) {
        self.done = done
        before = done
    }

    /// Counts one event of the run.
    mutating func count(_ event: ExecutionEvent) {
        switch event {
        case .started(let open): total = before + open
        case .width(let width): self.width = width
        case .finished(let action):
            done += 1
            isVerifying = false
            switch action.state {
            case .rejected, .stranded, .skipped: failed += 1
            default: break
            }
        case .deferred: deferred += 1
        case .settling:
            isVerifying = false
            deferred = 0
        case .waveIsWhole(let activations):
            // They are registered, and are done once they are active.
            done -= activations
            isVerifying = false
        case .verifying: isVerifying = true
        case .retrying, .waiting, .loggedInAgain, .waitingForJournal, .unrecorded: break
        }
    }

    /// Returns the counts in one line: `2/3  1.5/s  1 s left`.
    ///
    /// - Parameter elapsed: The seconds since the run or its resumption began.
    func text(elapsed: Double) -> String {
        var text = "\(done.grouped)/\(total.grouped)"
        if done > before, elapsed >= 1 {
            let rate = Double(done - before) / elapsed
            let left = Int(Double(max(0, total - done - deferred)) / rate)
            text += String(format: "  %.1f/s", rate) + "  \(left.grouped) s left"
        }
        if isVerifying { text += "  reading the listing once more" }
        if failed > 0 { text += "  \(failed.grouped) failed" }
        if deferred > 0 { text += "  \(deferred.grouped) to be settled" }
        return text
    }

    /// Returns a bar with the counts within this many columns: a line that wrapped could not be cleared.  The counts
    /// are more useful, so the bar is shortened.
    func bar(elapsed: Double, columns: Int) -> String {
        let text = text(elapsed: elapsed) + (width > 0 ? "  \(width) at a time" : "")
        let room = min(24, columns - text.count - 3)
        guard room >= 6 else { return String(text.prefix(columns)) }
        let filled = total == 0 ? room : min(room, max(0, done) * room / total)
        return "[" + String(repeating: "#", count: filled) + String(repeating: ".", count: room - filled) + "] "
            + text
    }
}

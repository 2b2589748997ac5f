import Accounts
import FlowServ

/// Everything that happened in a world, in order: what the judge reads, and what a trace prints.
final class History {
    struct Entry {
        let at: Duration
        let event: Event
    }

    /// The number of a process or of a request, from 1.
    typealias Number = Int

    private(set) var entries: [Entry] = []
    /// Prints each entry as it comes.
    var prints = false
    /// Shortens the paths of the world in the trace.
    var directory = ""
    private(set) var lastProcess = 0
    private(set) var lastRequest = 0

    func add(_ event: Event, at moment: Duration) {
        entries.append(Entry(at: moment, event: event))
        if prints { print(line(entries.count - 1)) }
    }

    func nextProcess() -> Number {
        lastProcess += 1
        return lastProcess
    }

    func nextRequest() -> Number {
        lastRequest += 1
        return lastRequest
    }

    /// Whether every machine came to a good end.
    var isSettled: Bool {
        entries.allSatisfy { if case .unsettled = $0.event { false } else { true } }
    }

    /// The whole history, a line for each entry.
    var trace: String { entries.indices.map(line).joined(separator: "\n") }

    func line(_ position: Int) -> String {
        let entry = entries[position]
        let (seconds, attoseconds) = entry.at.components
        let milliseconds = String(attoseconds / 1_000_000_000_000_000)
        let padding = String(repeating: "0", count: 3 - milliseconds.count)
        let text = "\(seconds).\(padding)\(milliseconds)  \(entry.event)"
        return directory.isEmpty ? text : text.replacing(directory, with: "~")
    }
}

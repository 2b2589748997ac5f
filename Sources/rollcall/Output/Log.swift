import FlowServ
import Foundation
import Logging
import Provisioning
import Synchronization

/// What happens, for whoever wants to look closely.  Silent unless a level was asked for.
///
/// Only names, states, routes, statuses and times go in: the types that hold secrets redact themselves, and bodies and
/// headers never come here.
enum Log {
    private static let logger = Mutex<Logger?>(nil)

    /// Logs from this level on.
    static func start(at level: Logger.Level) {
        var logger = Logger(label: "rollcall") { label in LogLines(label: label) }
        logger.logLevel = level
        self.logger.withLock { $0 = logger }
    }

    /// Whether anybody listens.
    static var isOn: Bool { logger.withLock { $0 != nil } }

    /// Logs one event of a run.
    static func event(_ event: ExecutionEvent) {
        switch event {
        case .started(let open): write(.info, "run started", ["open": "\(open)"])
        case .finished(let action):
            write(.info, action.kind.rawValue, ["username": action.username.text, "state": action.state.name])
        case .putAside(let action): write(.warning, "put aside", ["username": action.username.text])
        case .retrying(let name, let reason):
            write(.warning, "sent again", ["username": name.text, "reason": reason])
        case .settling(let count, let wait):
            write(.info, "settling", ["count": "\(count)", "wait": "\(wait.components.seconds) s"])
        case .loggedInAgain: write(.notice, "logged in again", [:])
        case .waveIsWhole(let activations): write(.info, "wave is whole", ["activations": "\(activations)"])
        case .verifying: write(.info, "verifying", [:])
        case .unrecorded(let name, _): write(.error, "not in the journal", ["username": name.text])
        }
    }

    /// Logs one request.
    static func request(_ record: RequestRecord) {
        let outcome = record.status.map { "\($0)" } ?? record.failure ?? "no answer"
        let milliseconds = Int(record.duration / .milliseconds(1))
        write(
            .debug, "request",
            ["route": record.route.rawValue, "outcome": outcome, "ms": "\(milliseconds)", "bytes": "\(record.bytes)"])
    }

    private static func write(_ level: Logger.Level, _ message: String, _ fields: [String: String]) {
        logger.withLock { $0 }?.log(
            level: level, "\(message)", metadata: fields.mapValues { .string($0) })
    }
}

/// One line an event: time, level, what, and its fields.
private struct LogLines: LogHandler {
    var metadata: Logger.Metadata = [:]
    var logLevel = Logger.Level.info
    let label: String

    init(label: String) {
        self.label = label
    }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        let fields = (event.metadata ?? [:]).sorted { $0.key < $1.key }.map { " \($0.key)=\($0.value)" }.joined()
        Console.note(
            PrintableText.escaped("\(Timestamp.text(Date())) \(event.level) \(event.message)\(fields)"))
    }
}

extension ActionState {
    /// The state without what it carries.
    fileprivate var name: String { String(describing: self).prefix { $0 != "(" }.description }
}

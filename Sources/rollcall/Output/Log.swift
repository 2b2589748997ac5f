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
        // Putting states into words takes longer than everything else about an account.
        guard isOn else { return }
        switch event {
        case .finished(let action), .putAside(let action):
            write(.debug, "\(action.kind.rawValue)", ["username": action.username.text, "state": action.state.name])
        default:
            write(.trace, "\(event)", [:])
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

    /// Logs a step of a command.
    static func step(_ text: String) { write(.info, text, [:]) }

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

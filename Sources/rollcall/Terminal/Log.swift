import Accounts
import FlowServ
import Foundation
import Logging
import Provisioning
import Synchronization

/// The detailed log.  Silent unless a level was requested.
///
/// It contains only names, states, routes, statuses and times: the types of secrets redact themselves, and bodies and
/// headers are never logged.
enum Log {
    private static let logger = Mutex<Logger?>(nil)

    /// Starts logging from this level on.
    static func start(at level: Logger.Level, format: LogFormat) {
        var logger = Logger(label: "rollcall") { _ in
            switch format {
            case .text: TextLogHandler()
            case .json: JSONLogHandler()
            }
        }
        logger.logLevel = level
        self.logger.withLock { $0 = logger }
    }

    /// Adds the run's number to every later line.
    static func run(_ id: Int64) {
        logger.withLock { $0?[metadataKey: "run"] = .stringConvertible(id) }
    }

    /// Whether logging is enabled.
    static var isOn: Bool { logger.withLock { $0 != nil } }

    /// Logs one event of a run.
    static func event(_ event: ExecutionEvent) {
        // Describing states takes longer than all other work on an account.
        guard isOn else { return }
        switch event {
        case .started(let open): write(.info, "run started", fields: ["open": "\(open)"])
        case .finished(let action):
            write(
                .info, action.kind.rawValue, fields: ["username": action.username.text, "state": action.state.name])
        case .deferred(let action): write(.warning, "deferred", fields: ["username": action.username.text])
        case .retrying(let name, let reason):
            write(.warning, "sent again", fields: ["username": name.text, "reason": reason])
        case .waiting(let wait): write(.warning, "waiting", fields: ["wait": "\(wait.components.seconds) s"])
        case .settling(let count, let wait):
            write(.info, "settling", fields: ["count": "\(count)", "wait": "\(wait.components.seconds) s"])
        case .loggedInAgain: write(.notice, "logged in again", fields: [:])
        case .waveIsWhole(let activations): write(.info, "wave is whole", fields: ["activations": "\(activations)"])
        case .verifying: write(.info, "verifying", fields: [:])
        case .width(let width): write(.debug, "width", fields: ["requests": "\(width)"])
        case .waitingForJournal(let waited):
            write(.warning, "the journal is locked", fields: ["waited": "\(waited.components.seconds) s"])
        case .unrecorded(let name, _): write(.error, "not in the journal", fields: ["username": name.text])
        }
    }

    /// Logs one request.
    static func request(_ record: RequestRecord) {
        let outcome = record.status.map { "\($0)" } ?? record.failure ?? "no answer"
        let milliseconds = Int(record.duration / .milliseconds(1))
        write(
            .debug, "request",
            fields: [
                "route": record.route.rawValue, "outcome": outcome, "ms": "\(milliseconds)",
                "bytes": "\(record.bytes)",
            ])
    }

    /// Logs a sentence that people see, for programs that read only the log.
    static func sentence(_ text: String, as event: String, at level: Logger.Level) {
        write(level, event, fields: ["message": text])
    }

    private static func write(_ level: Logger.Level, _ message: String, fields: [String: String]) {
        logger.withLock { $0 }?.log(
            level: level, "\(message)", metadata: fields.mapValues { .string($0) })
    }
}

extension ActionState {
    /// The state's name without its values.
    fileprivate var name: String { String(describing: self).prefix { $0 != "(" }.description }
}

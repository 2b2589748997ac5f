import Foundation
import Logging

/// The log for programs: one object per line.
struct JSONLogHandler: LogHandler {
    var metadata: Logger.Metadata = [:]
    var logLevel = Logger.Level.info

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        var fields = (event.metadata ?? [:]).mapValues { "\($0)" }
        let message = fields.removeValue(forKey: "message")
        let run = metadata["run"].flatMap { Int64("\($0)") }
        let record = LogRecord(
            time: LogTime.now, level: event.level.rawValue, event: "\(event.message)", run: run, message: message,
            fields: fields)
        // Strings and numbers can always be encoded.
        if let line = try? JSONOutput.line(record) { Console.line(line) }
    }
}

import Foundation
import Logging

/// The log for people: time, level, event and further data.
struct TextLogHandler: LogHandler {
    var metadata: Logger.Metadata = [:]
    var logLevel = Logger.Level.info

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        let fields = metadata.merging(event.metadata ?? [:]) { $1 }.sorted { $0.key < $1.key }
        Console.line(
            PrintableText.escaped(
                "\(LogTime.now) \(event.level) \(event.message)" + fields.map { " \($0.key)=\($0.value)" }.joined()))
    }
}

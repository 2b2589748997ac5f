import ArgumentParser

/// For whom standard error is.
enum LogFormat: String, ExpressibleByArgument, CaseIterable, Sendable {
    /// People.
    case text
    /// Programs: one object a line.
    case json
}

/// One line of `--log-format json`.
struct LogRecord: Encodable {
    let time: String
    let level: String
    let event: String
    /// The run, once there is one.
    var run: Int64?
    /// What people would read; absent where the fields say everything.
    var message: String?
    /// What else is known, as `username`, by its name.
    var fields: [String: String] = [:]

    private struct Key: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }
        init(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        for (name, value) in fields { try container.encode(value, forKey: Key(stringValue: name)) }
        try container.encode(time, forKey: Key(stringValue: "time"))
        try container.encode(level, forKey: Key(stringValue: "level"))
        try container.encode(event, forKey: Key(stringValue: "event"))
        try container.encodeIfPresent(run, forKey: Key(stringValue: "run"))
        try container.encodeIfPresent(message, forKey: Key(stringValue: "message"))
    }
}

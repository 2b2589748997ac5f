import ArgumentParser

/// The format of standard error.
enum LogFormat: String, ExpressibleByArgument, CaseIterable, Sendable {
    /// For people.
    case text
    /// For programs: one object per line.
    case json
}

/// One line of `--log-format json`.
struct LogRecord: Encodable {
    let time: String
    let level: String
    let event: String
    /// The run's number, once there is one.
    var run: Int64?
    /// The sentence that people see; absent if the fields say everything.
    var message: String?
    /// Further data by name, such as `username`.
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

import ArgumentParser
import Logging

/// The options for the contents and the format of the log.
struct LogOptions: ParsableArguments {
    @Flag(name: .shortAndLong, help: "Log what happens to each account, as --log-level info does.")
    var verbose = false

    @Option(
        help: ArgumentHelp(
            "Log to standard error from this level on: trace, debug, info, notice, warning, error or critical.",
            valueName: "level"),
        completion: .list(Logger.Level.allCases.map(\.rawValue)))
    var logLevel: String?

    @Option(
        help: ArgumentHelp(
            "Format of standard error; json writes one object per line.", valueName: "format"))
    var logFormat: LogFormat = .text

    /// Returns the requested level.
    func level() throws -> Logger.Level? {
        guard let text = logLevel else { return nil }
        guard let level = Logger.Level(rawValue: text.lowercased()) else {
            let levels = Logger.Level.allCases.map(\.rawValue).joined(separator: ", ")
            throw Failure(.usage, "--log-level \(text): use one of: \(levels).")
        }
        return level
    }
}

import ArgumentParser
import Logging

/// What every command has: the configuration file and the log.
struct GeneralOptions: ParsableArguments {
    // Read before the command line is parsed, since it adds to it; see ``SettledArguments``.
    @Option(
        help: ArgumentHelp(
            "A file of settings, YAML or JSON.  The environment wins over it, and flags over both.", valueName: "file"
        ))
    var config: String?

    @Option(
        help: ArgumentHelp(
            "Also log to standard error what happens from this level on: trace, debug, info, notice, warning, error.",
            valueName: "level"))
    var logLevel: String?

    @Flag(help: "Log what happens to each account: --log-level info.")
    var verbose = false

    @Option(help: "text, or json for one object a line of everything that goes to standard error.")
    var logFormat: LogFormat = .text

    /// Reads the level and sets the log up; call it first.
    ///
    /// - Parameter isQuiet: Whether only trouble is worth a line.
    func start(isQuiet: Bool = false) throws {
        // Programs get what people would see in the progress.
        let standard: Logger.Level? = verbose ? .info : logFormat == .json ? (isQuiet ? .error : .info) : nil
        Console.format = logFormat
        Console.isQuiet = isQuiet
        guard let level = try level() ?? standard else { return }
        Log.start(at: level, format: logFormat)
    }

    private func level() throws -> Logger.Level? {
        guard let text = logLevel else { return nil }
        guard let level = Logger.Level(rawValue: text.lowercased()) else {
            let levels = Logger.Level.allCases.map(\.rawValue).joined(separator: ", ")
            throw Failure(.usage, "--log-level \(text): there are \(levels).")
        }
        return level
    }
}

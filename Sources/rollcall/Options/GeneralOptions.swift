import ArgumentParser
import Logging

/// What every command has: the configuration file and the log.
struct GeneralOptions: ParsableArguments {
    @OptionGroup(title: HelpSection.output) var log: LogOptions

    // Read before the command line is parsed, since it adds to it; see ``ResolvedArguments``.
    @Option(
        help: ArgumentHelp(
            "A file of settings, YAML or JSON. The environment overrides it, and options override both.",
            valueName: "file"),
        completion: .file(extensions: ["yaml", "yml", "json"]))
    var config: String?

    /// Reads the level and sets the log up; call it first.
    ///
    /// - Parameter isQuiet: Whether only failures are worth a line.
    func start(isQuiet: Bool = false) throws {
        // Programs get what people would see in the progress.
        let standard: Logger.Level? = log.verbose ? .info : log.logFormat == .json ? (isQuiet ? .error : .info) : nil
        Console.format = log.logFormat
        Console.isQuiet = isQuiet
        guard let level = try log.level() ?? standard else { return }
        Log.start(at: level, format: log.logFormat)
    }
}

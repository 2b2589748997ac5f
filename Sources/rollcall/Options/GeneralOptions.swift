import ArgumentParser
import Logging

/// The options of every command: the configuration file and the log.
struct GeneralOptions: ParsableArguments {
    @OptionGroup(title: HelpSection.output) var log: LogOptions

    // Read before the command line is parsed, because it adds to it; see ``ResolvedArguments``.
    @Option(
        help: ArgumentHelp(
            "A file of settings, YAML or JSON. The environment overrides it, and options override both.",
            valueName: "file"),
        completion: .file(extensions: ["yaml", "yml", "json"]))
    var config: String?

    /// Reads the level and sets up the log; must be called first.
    ///
    /// - Parameter isQuiet: Whether to log only failures.
    func start(isQuiet: Bool = false) throws {
        // Programs receive the information that people see in the progress.
        let standard: Logger.Level? = log.verbose ? .info : log.logFormat == .json ? (isQuiet ? .error : .info) : nil
        Console.format = log.logFormat
        Console.isQuiet = isQuiet
        guard let level = try log.level() ?? standard else { return }
        Log.start(at: level, format: log.logFormat)
    }
}

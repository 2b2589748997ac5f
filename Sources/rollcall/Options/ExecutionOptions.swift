import ArgumentParser
import Provisioning

/// How a run is carried out.
struct ExecutionOptions: ParsableArguments {
    @Option(help: "How many requests may be in flight (default: 8; flowServ gains nothing past that).")
    var concurrency: Int?

    @Option(help: "Seconds after a lost answer in which nothing is sent about that name (default: 35).")
    var settle: Int?

    @Flag(help: "Print nothing when everything went well.")
    var quiet = false

    /// The settings of the executor.
    ///
    /// - Parameter timeout: Seconds that an answer may take; settling never begins earlier than 5 s after it.
    func settings(timeout: Duration) throws -> ExecutionSettings {
        var settings = ExecutionSettings()
        settings.concurrency = try concurrency ?? Environment.integer("concurrency") ?? settings.concurrency
        guard (1...1024).contains(settings.concurrency) else {
            throw Failure(.usage, "--concurrency must be between 1 and 1024.")
        }
        let floor = timeout + .seconds(5)
        if let seconds = try settle ?? Environment.integer("settle") {
            guard seconds >= 0 else { throw Failure(.usage, "--settle must not be negative.") }
            settings.settleTime = .seconds(seconds)
            if settings.settleTime < floor {
                Console.note(
                    "warning: --settle \(seconds) is less than the time-out plus 5 s.  A request that the server is "
                        + "still working on could make a second account.")
            }
        } else {
            settings.settleTime = max(settings.settleTime, floor)
        }
        return settings
    }

    /// Whether only trouble is worth a line.
    var isQuiet: Bool {
        get throws { try quiet || Environment.flag("quiet") }
    }
}

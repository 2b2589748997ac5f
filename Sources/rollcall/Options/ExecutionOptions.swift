import ArgumentParser
import Provisioning

/// How a run is carried out.
struct ExecutionOptions: ParsableArguments {
    @Option(
        help:
            "The most requests in flight (default: 8; flowServ gains nothing past that).  Fewer when it is in trouble."
    )
    var concurrency: Int?

    @Option(help: ArgumentHelp("The most requests a second, as 50 or 50/s.", valueName: "n/s"))
    var rate: String?

    @Option(help: ArgumentHelp("Stop when more accounts than that have failed.", valueName: "n|p%"))
    var maxFailures: String?

    @Option(
        help: ArgumentHelp(
            "Bring so many accounts to their verified end first; if any goes wrong, stop there.", valueName: "n"))
    var canary: Int?

    @Flag(help: "Do not read the listing once more at the end.")
    var noVerify = false

    @OptionGroup var settling: SettleOptions

    @Option(help: ArgumentHelp("Write metrics of the run for Prometheus to this file.", valueName: "file"))
    var metrics: String?

    @Flag(help: "Print nothing when everything went well.")
    var quiet = false

    /// The settings of the executor.
    ///
    /// - Parameters:
    ///   - timeout: Seconds that an answer may take; settling never begins earlier than 5 s after it.
    ///   - accepted: The doubts that somebody has looked at.
    func settings(timeout: Duration, accepting accepted: Set<Objection.Code>) throws -> ExecutionSettings {
        var settings = ExecutionSettings()
        settings.acceptsUnknownIDs = accepted.contains(.unknownIDs)
        settings.concurrency = concurrency ?? settings.concurrency
        guard (1...1024).contains(settings.concurrency) else {
            throw Failure(.usage, "--concurrency must be between 1 and 1024.")
        }
        settings.rate = try requestsPerSecond()
        settings.failureLimit = try failureLimit()
        settings.canary = canary
        if let canary = settings.canary, canary < 1 { throw Failure(.usage, "--canary must be at least 1.") }
        settings.verifies = !noVerify
        settings.settleTime = try settling.time(timeout: timeout)
        return settings
    }

    /// Slower is a request in a quarter of an hour, and faster is no limit.
    private static let rates = 0.001...1_000_000

    private func requestsPerSecond() throws -> Double? {
        guard let text = rate else { return nil }
        let number = text.hasSuffix("/s") ? text.dropLast(2) : text[...]
        guard let rate = Double(number), Self.rates.contains(rate) else {
            throw Failure(
                .usage,
                "--rate \(text): write it as requests a second, as in 50/s; it must be between 0.001 and 1000000.")
        }
        return rate
    }

    private func failureLimit() throws -> Limit? {
        guard let text = maxFailures else { return nil }
        guard let limit = Limit(text) else {
            throw Failure(.usage, "--max-failures \(text): write a number, as in 10, or a share, as in 2%.")
        }
        return limit
    }
}

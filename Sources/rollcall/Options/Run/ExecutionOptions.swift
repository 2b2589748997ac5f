import ArgumentParser
import Provisioning

/// How a run is carried out.
struct ExecutionOptions: ParsableArguments {
    @OptionGroup(title: HelpSection.safety) var stops: StopOptions
    @OptionGroup(title: HelpSection.speed) var speed: SpeedOptions
    @OptionGroup(title: HelpSection.output) var output: RunOutputOptions

    /// Whether nothing is printed when everything went well.
    var quiet: Bool { output.quiet }

    /// Where the metrics of the run go.
    var metrics: String? { output.metrics }

    /// How a run is carried out.
    ///
    /// - Parameters:
    ///   - timeout: Seconds that an answer may take; settling never begins earlier than 5 s after it.
    ///   - accepted: The doubts that somebody has looked at.
    func settings(timeout: Duration, accepting accepted: Set<Objection.Code>) throws -> ExecutionSettings {
        var settings = ExecutionSettings()
        settings.acceptsUnknownIDs = accepted.contains(.unknownIDs)
        settings.concurrency = try speed.width() ?? settings.concurrency
        settings.rate = try speed.requestsPerSecond()
        settings.failureLimit = try stops.failureLimit()
        settings.canary = try stops.checkedCanary()
        settings.verifies = !stops.noVerify
        settings.settleTime = try speed.settling.time(timeout: timeout)
        return settings
    }

    /// The stage that carries a run out.
    ///
    /// - Parameters:
    ///   - reports: The files that the report is written to, as absolute paths.
    ///   - tally: What counts the requests, when somebody wants to know.
    func runStage(
        _ journal: Journal, _ settings: ExecutionSettings, reports: [String], tally: RequestTally?
    ) -> RunStage {
        RunStage(
            journal: journal, settings: settings, reports: reports, isQuiet: quiet, tally: tally,
            // Text names those that need attention only, every other form everybody.
            naming: reports.isEmpty && output.format == .text ? .failures : .everyAccount)
    }

    /// The stage that writes and says what a run has come to.
    func reportStage(files: [String], metrics: RunMetrics?) -> ReportStage {
        ReportStage(files: files, format: output.format, isQuiet: quiet, metrics: metrics)
    }
}

import ArgumentParser
import Provisioning

/// The options of a run.
struct ExecutionOptions: ParsableArguments {
    @OptionGroup(title: HelpSection.safety) var stops: StopOptions
    @OptionGroup(title: HelpSection.speed) var speed: SpeedOptions
    @OptionGroup(title: HelpSection.output) var output: RunOutputOptions

    /// Whether to print nothing if everything succeeded.
    var quiet: Bool { output.quiet }

    /// The file for the metrics of the run.
    var metrics: String? { output.metrics }

    /// Returns the settings of a run.
    ///
    /// - Parameters:
    ///   - timeout: Maximum time for an answer; settling never begins earlier than 5 s after it.
    ///   - accepted: The objections that the user has accepted.
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

    /// Returns the stage that carries out a run.
    ///
    /// - Parameters:
    ///   - reports: The files for the report, as absolute paths.
    ///   - tally: Counts the requests, if that is needed.
    func runStage(
        _ journal: Journal, _ settings: ExecutionSettings, reports: [String], tally: RequestTally?
    ) -> RunStage {
        RunStage(
            journal: journal, settings: settings, reports: reports, isQuiet: quiet, tally: tally,
            // Text names only accounts that need attention; every other form names all.
            naming: reports.isEmpty && output.format == .text ? .failures : .everyAccount)
    }

    /// Returns the stage that writes and prints the result of a run.
    func reportStage(files: [String], metrics: RunMetrics?) -> ReportStage {
        ReportStage(files: files, format: output.format, isQuiet: quiet, metrics: metrics)
    }
}

import ArgumentParser
import Provisioning

/// How long a request may still be at work in the server whose answer was lost.
struct SettleOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "How long to send nothing about a name after an answer was lost (default: 35).", valueName: "seconds"))
    var settle: Int?

    private static let longest = 604_800

    /// The settle time.
    ///
    /// - Parameter timeout: How long an answer may take; settling never begins earlier than 5 s after it.
    func time(timeout: Duration = .zero) throws -> Duration {
        let standard = max(ExecutionSettings().settleTime, timeout + .seconds(5))
        guard let seconds = settle else { return standard }
        guard (0...Self.longest).contains(seconds) else {
            throw Failure(.usage, "--settle \(seconds): it must be between 0 and \(Self.longest) seconds, a week.")
        }
        if .seconds(seconds) < standard {
            Console.note(
                "warning: --settle \(seconds) is below the default of \(standard.components.seconds) s.  "
                    + "A request that the server is still working on could make a second account.")
        }
        return .seconds(seconds)
    }
}

import ArgumentParser
import Provisioning

/// The option for how long the server may still process a request whose answer was lost.
struct SettleOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "After a lost answer, wait this long before sending anything else for that name (default: 35).",
            valueName: "seconds"))
    var settle: Int?

    private static let longest = 604_800

    /// Returns the settle time.
    ///
    /// - Parameter timeout: Maximum time for an answer; settling never begins earlier than 5 s after it.
    func time(timeout: Duration = .zero) throws -> Duration {
        let standard = max(ExecutionSettings().settleTime, timeout + .seconds(5))
        guard let seconds = settle else { return standard }
        guard (0...Self.longest).contains(seconds) else {
            throw Failure(.usage, "--settle \(seconds): use 0 to \(Self.longest) seconds (one week).")
        }
        if .seconds(seconds) < standard {
            Console.note(
                "warning: --settle \(seconds) is below the default of \(standard.components.seconds) s.  "
                    + "A request that the server is still processing could create a second account.")
        }
        return .seconds(seconds)
    }
}

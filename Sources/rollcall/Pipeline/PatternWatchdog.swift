import Foundation
import Roster

/// Reads rosters under a time limit for comparing a name with `--username-pattern`.
struct PatternWatchdog {
    /// The pattern of usernames, if there is one.
    let pattern: UsernamePattern?

    private static let mostForName = Duration.seconds(5)

    private final class Outcome: @unchecked Sendable {
        var result: Result<Roster, any Error>?
    }

    /// Reads rosters.
    ///
    /// - Throws: What `reading` throws, and ``Failure``, as a usage error, if a name takes too long; the thread that
    ///   compares it cannot be stopped, and ends with the program.
    func read(_ reading: @escaping @Sendable () throws -> Roster) throws -> Roster {
        guard let pattern else { return try reading() }
        let outcome = Outcome()
        let isDone = DispatchSemaphore(value: 0)
        let thread = Thread {
            outcome.result = Result(catching: reading)
            isDone.signal()
        }
        thread.stackSize = 8 << 20
        thread.start()
        while isDone.wait(timeout: .now() + .milliseconds(500)) == .timedOut {
            guard pattern.busyTime > Self.mostForName else { continue }
            throw Failure(
                .usage,
                "--username-pattern \(pattern.text): matching one name has taken more than \(Self.mostForName.components.seconds) s and may never "
                    + "end.  Avoid a repetition inside a repetition: write [a-z]+ instead of ([a-z]+)+."
            )
        }
        guard let result = outcome.result else { preconditionFailure("it is set before the signal") }
        return try result.get()
    }
}

import FlowServ
import Foundation
import Provisioning
import Synchronization

/// What the program gets from the machine that it runs on.  Only the simulation of the tests replaces it.
struct Surroundings: Sendable {
    /// Returns the environment variables.
    var variables: @Sendable () -> [String: String] = { ProcessInfo.processInfo.environment }
    /// Returns the date.
    var date: @Sendable () -> Date = { Date() }
    /// Returns a clock that starts now.
    var timekeeper: @Sendable () -> Timekeeper = { .system() }
    /// Blocks the current thread for a time.
    var pause: @Sendable (Duration) -> Void = { Thread.sleep(forTimeInterval: $0 / .seconds(1)) }
    /// Carries the requests; nil for the network.
    var carrier: RequestCarrier?
    /// Writes bytes to a stream of the process and returns the number of the error; nil for the real streams.
    var write: (@Sendable ([UInt8], Int32) -> Int32?)?
    /// Returns whether a stream of the process is a terminal.
    var isTerminal: @Sendable (Int32) -> Bool = { isatty($0) == 1 }

    /// The replacement, if there is one.  Swift 6.3 makes null pointers of functions in the initial value of a static
    /// mutex when it optimizes, so the real surroundings are made when they are asked for.
    private static let replacement = Mutex<Surroundings?>(nil)

    /// The surroundings of this process.
    static var current: Surroundings {
        get { replacement.withLock { $0 } ?? Surroundings() }
        set { replacement.withLock { $0 = newValue } }
    }
}

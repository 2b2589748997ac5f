import FlowServ
import Synchronization

/// Counts the requests of a run as they end.
final class RequestTally: Sendable {
    /// The upper bounds of the classes of latency, in seconds; one more class is for everything above.
    static let bounds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30]

    /// What was counted until now.
    struct Counts: Sendable {
        /// By route and status; a request without an answer has none.
        var requests: [Outcome: Int] = [:]
        /// By route.
        var latencies: [Route: Latencies] = [:]
        /// How many requests were sent again.
        var retries = 0
    }

    /// What a request came to.
    struct Outcome: Hashable, Sendable {
        let route: Route
        let status: Int?
    }

    /// How long the requests of one route took.
    struct Latencies: Sendable {
        /// How many fell into each class.
        var classes = [Int](repeating: 0, count: bounds.count + 1)
        /// All of them together, in seconds.
        var sum = 0.0
    }

    private let state = Mutex(Counts())

    /// What was counted until now.
    var counts: Counts { state.withLock { $0 } }

    /// Counts a request that has ended.
    func take(_ record: RequestRecord) {
        let seconds = record.duration / .seconds(1)
        let index = Self.bounds.firstIndex { seconds <= $0 } ?? Self.bounds.count
        state.withLock { counts in
            counts.requests[Outcome(route: record.route, status: record.status), default: 0] += 1
            counts.latencies[record.route, default: Latencies()].classes[index] += 1
            counts.latencies[record.route, default: Latencies()].sum += seconds
        }
    }

    /// Counts a request that is sent again.
    func retried() {
        state.withLock { $0.retries += 1 }
    }
}

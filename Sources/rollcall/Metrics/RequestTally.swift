import FlowServ
import Synchronization

/// Counts the requests of a run as they end.
final class RequestTally: Sendable {
    /// The upper bounds of the latency buckets, in seconds; a further bucket contains everything above.
    static let bounds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30]

    /// The counts so far.
    struct Counts: Sendable {
        /// The requests by route and status; a request without an answer has no status.
        var requests: [Outcome: Int] = [:]
        /// The latencies by route.
        var latencies: [Route: Latencies] = [:]
        /// The number of repeated requests.
        var retries = 0
    }

    /// The result of a request.
    struct Outcome: Hashable, Sendable {
        let route: Route
        let status: Int?
    }

    /// The latencies of one route.
    struct Latencies: Sendable {
        /// The number of requests in each bucket.
        var classes = [Int](repeating: 0, count: bounds.count + 1)
        /// The total of all latencies, in seconds.
        var sum = 0.0
    }

    private let state = Mutex(Counts())

    /// The counts so far.
    var counts: Counts { state.withLock { $0 } }

    /// Counts a request that has ended.
    func count(_ record: RequestRecord) {
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

/// How many requests may be in flight and when the next one may leave: a pure state, driven by the ``Pacer``.
///
/// The width grows by one per round trip while all goes well and is halved when the server is overloaded, as in TCP.
/// It starts small and doubles until the first failure or the ceiling.
struct Pace: Hashable, Sendable {
    /// The limits of the width and of the departures.
    struct Limits: Hashable, Sendable {
        /// The maximum number of requests in flight, at least 1.
        var ceiling: Int
        /// The minimum average time between two departures.
        var interval: Duration = .zero
        /// The waits after failures.
        var backoff = Backoff()
    }

    /// The answer to whether a request may leave.
    enum Departure: Hashable, Sendable {
        /// It may leave now, with this number.
        case now(Ticket)
        /// It may leave after this time.
        case after(Duration)
        /// It may leave after another one has returned.
        case full
    }

    /// The number of a departure, from 1.
    typealias Ticket = Int

    /// What a returned request indicates about the server.
    enum Signal: Hashable, Sendable {
        /// The server answered, with any result, after this time; nil for a request that is not like the others.
        case answered(latency: Duration?)
        /// The server was busy, gone, or its answer was lost; it may have requested a wait.
        case failed(retryAfter: Duration?)
        /// Nothing: the request was not sent after all, or it was refused because of the login.
        case nothing
    }

    let limits: Limits
    /// The current maximum number in flight, between 1 and the ceiling.
    private(set) var width: Double
    /// The number in flight.
    private(set) var inFlight = 0
    /// The number of rounds of requests that have failed since the last answer.  Requests that were in flight
    /// together and fail together are one round: one restart of the server is one event.
    private(set) var failedRounds = 0
    /// The number of answered requests.
    private(set) var answers = 0

    private var tickets = 0
    /// The highest request number whose failure belongs to a round that is already counted.
    private var countedUpTo = 0
    private var hasSeenFailure = false
    private var heldUntil = Duration.zero
    private var nextSlot = Duration.zero
    private var trend = LatencyTrend()

    private static let firstWidth = 4
    /// Unused slots within this time may be made up for, so that a coarse timer does not lower the rate.
    private static let slack = Duration.milliseconds(10)

    init(_ limits: Limits) {
        self.limits = limits
        width = Double(min(Self.firstWidth, limits.ceiling))
    }

    /// Requests the departure of one request.
    mutating func depart(at now: Duration) -> Departure {
        if heldUntil > now { return .after(heldUntil - now) }
        if inFlight >= Int(width) { return .full }
        if limits.interval > .zero {
            if nextSlot > now { return .after(nextSlot - now) }
            nextSlot = max(nextSlot, now - Self.slack) + limits.interval
        }
        inFlight += 1
        tickets += 1
        return .now(tickets)
    }

    /// Records the return of a request.
    ///
    /// - Parameter jitter: A random number in 0..<1 for the wait after a failure.
    mutating func arrive(_ ticket: Ticket, _ signal: Signal, at now: Duration, jitter: Double) {
        inFlight -= 1
        switch signal {
        case .nothing:
            break
        case .answered(let latency):
            answers += 1
            failedRounds = 0
            grow()
            if let latency, trend.isRising(with: latency) { shrink(by: 0.9) }
        case .failed(let retryAfter):
            if ticket > countedUpTo {
                countedUpTo = tickets
                failedRounds += 1
                shrink(by: 0.5)
                hold(for: limits.backoff.delay(failures: failedRounds, jitter: jitter), from: now)
            }
            if let retryAfter { hold(for: retryAfter, from: now) }
        }
    }

    private mutating func hold(for duration: Duration, from now: Duration) {
        heldUntil = max(heldUntil, now + duration)
    }

    private mutating func grow() {
        width = min(Double(limits.ceiling), width + (hasSeenFailure ? 1 / width : 1))
    }

    private mutating func shrink(by factor: Double) {
        hasSeenFailure = true
        width = max(1, width * factor)
    }
}

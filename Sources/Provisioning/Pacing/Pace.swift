/// How many requests may be in flight and when the next may leave: a pure state, driven by the ``Pacer``.
///
/// The width grows by one a round trip while all goes well and is halved when the server fails, as TCP
/// does.  It starts small and doubles until the first failure or the ceiling.
struct Pace: Hashable, Sendable {
    /// What the width and the moments of departure never exceed.
    struct Limits: Hashable, Sendable {
        /// The most requests in flight, at least 1.
        var ceiling: Int
        /// The least time between two departures, on the average.
        var interval: Duration = .zero
        /// The waits after failures.
        var backoff = Backoff()
    }

    /// Whether a request may leave.
    enum Departure: Hashable, Sendable {
        /// Now, with this number.
        case now(Ticket)
        /// Not before so much time has passed.
        case after(Duration)
        /// Not before another one has come back.
        case full
    }

    /// The number of a departure, from 1.
    typealias Ticket = Int

    /// What a request that came back says about the server.
    enum Signal: Hashable, Sendable {
        /// It answered, whatever it said, after this time; nil for a request that is not like the others.
        case answered(latency: Duration?)
        /// It was busy, gone, or its answer was lost; it may have said how long to wait.
        case failed(retryAfter: Duration?)
        /// Nothing: the request was not sent after all, or it was refused for who we are.
        case nothing
    }

    let limits: Limits
    /// How many may be in flight now, between 1 and the ceiling.
    private(set) var width: Double
    /// How many are in flight.
    private(set) var inFlight = 0
    /// How many rounds of requests have failed since the last answer.  Requests that were in flight together and
    /// fail together are one round: one restart of the server is one event.
    private(set) var failedRounds = 0
    /// How many requests were answered.
    private(set) var answers = 0

    private var tickets = 0
    /// Failures of requests with this number or a lower one belong to a round that is counted already.
    private var countedUpTo = 0
    private var hasSeenFailure = false
    private var heldUntil = Duration.zero
    private var nextSlot = Duration.zero
    private var trend = LatencyTrend()

    private static let firstWidth = 4
    /// Slots not used for this long may be made up for, so that a coarse timer does not lower the rate.
    private static let slack = Duration.milliseconds(10)

    init(_ limits: Limits) {
        self.limits = limits
        width = Double(min(Self.firstWidth, limits.ceiling))
    }

    /// Asks to send one request.
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

    /// Takes a request back.
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

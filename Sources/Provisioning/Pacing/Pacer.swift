internal import Synchronization

/// Releases requests no faster and no wider than the ``Pace`` allows.  All workers of a run share it.
final class Pacer: Sendable {
    private struct State: Sendable {
        var pace: Pace
        var waiting: [CheckedContinuation<Void, Never>] = []

        /// Removes and returns as many waiting requests as there is room for.
        mutating func removeWaiting() -> [CheckedContinuation<Void, Never>] {
            let room = max(0, Int(pace.width) - pace.inFlight)
            let taken = Array(waiting.prefix(room))
            waiting.removeFirst(taken.count)
            return taken
        }
    }

    private let state: Mutex<State>
    private let timekeeper: Timekeeper
    private let stop: StopSignal
    private let widthChanged: @Sendable (Int) -> Void
    private let waiting: @Sendable (Duration) -> Void

    /// Creates a pacer.
    ///
    /// - Parameters:
    ///   - timekeeper: A clock whose sleep ends early when the run stops.
    ///   - widthChanged: Called with the number of requests that may be in flight, each time it changes.
    ///   - waiting: Called with the wait that an answer requests, each time one does.
    init(
        _ limits: Pace.Limits, timekeeper: Timekeeper, stop: StopSignal,
        widthChanged: @escaping @Sendable (Int) -> Void = { _ in },
        waiting: @escaping @Sendable (Duration) -> Void = { _ in }
    ) {
        state = Mutex(State(pace: Pace(limits)))
        self.timekeeper = timekeeper
        self.stop = stop
        self.widthChanged = widthChanged
        self.waiting = waiting
        stop.whenRaised { [weak self] in self?.wakeAll() }
    }

    /// Waits until a request may leave.
    ///
    /// - Returns: Its number, to be returned with ``done(_:_:)``; nil if the run stops instead.
    func turn() async -> Pace.Ticket? {
        while stop.reason == nil {
            let now = timekeeper.now()
            switch state.withLock({ $0.pace.depart(at: now) }) {
            case .now(let ticket): return ticket
            case .after(let wait): await timekeeper.sleepUntil(now + wait)
            case .full: await nextArrival()
            }
        }
        return nil
    }

    /// Records the return of a request.
    func done(_ ticket: Pace.Ticket, _ signal: Pace.Signal) {
        let jitter = timekeeper.jitter()
        let (waiting, newWidth) = state.withLock { state in
            let width = Int(state.pace.width)
            state.pace.arrive(ticket, signal, at: timekeeper.now(), jitter: jitter)
            return (state.removeWaiting(), Int(state.pace.width) == width ? nil : Int(state.pace.width))
        }
        if let newWidth { widthChanged(newWidth) }
        if case .failed(let retryAfter?) = signal, retryAfter > .zero { self.waiting(retryAfter) }
        for one in waiting { one.resume() }
    }

    /// The current pace.
    var pace: Pace { state.withLock { $0.pace } }

    private func nextArrival() async {
        await withCheckedContinuation { continuation in
            let mustWait = state.withLock { state in
                // A request may have returned meanwhile.
                guard stop.reason == nil, state.pace.inFlight >= Int(state.pace.width) else { return false }
                state.waiting.append(continuation)
                return true
            }
            if !mustWait { continuation.resume() }
        }
    }

    private func wakeAll() {
        let waiting = state.withLock { state in
            defer { state.waiting = [] }
            return state.waiting
        }
        for one in waiting { one.resume() }
    }
}

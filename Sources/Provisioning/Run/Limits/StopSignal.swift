internal import Synchronization

/// Tells all parts of a run to start no new action.  The first reason is kept.
public final class StopSignal: Sendable {
    private struct State: Sendable {
        var reason: ExecutionStop?
        var listeners: [Int: @Sendable () -> Void] = [:]
        var isInterrupted = false
        var interruptionListeners: [@Sendable () -> Void] = []
        var lastListener = 0
    }

    private let state = Mutex(State())

    /// Creates a signal that is not raised.
    public init() {}

    /// Requests the stop; requests in flight are still completed.
    public func raise(_ reason: ExecutionStop) {
        let listeners = state.withLock { state in
            var listeners: [@Sendable () -> Void] = []
            if case .interrupted = reason {
                state.isInterrupted = true
                swap(&listeners, &state.interruptionListeners)
            }
            guard state.reason == nil else { return listeners }
            state.reason = reason
            defer { state.listeners = [:] }
            return listeners + Array(state.listeners.values)
        }
        for listener in listeners { listener() }
    }

    /// The reason to stop, or nil to continue.
    public var reason: ExecutionStop? { state.withLock { $0.reason } }

    /// Calls back once when the signal is raised, or immediately if it already is.
    ///
    /// - Returns: The number to pass to ``forget(_:)``.
    @discardableResult
    func whenRaised(_ listener: @escaping @Sendable () -> Void) -> Int? {
        let number: Int? = state.withLock { state in
            guard state.reason == nil else { return nil }
            state.lastListener += 1
            state.listeners[state.lastListener] = listener
            return state.lastListener
        }
        if number == nil { listener() }
        return number
    }

    /// Calls back once when the user asks to stop, even if the run is already stopping for another reason.
    func whenInterrupted(_ listener: @escaping @Sendable () -> Void) {
        let isLate = state.withLock { state in
            if !state.isInterrupted { state.interruptionListeners.append(listener) }
            return state.isInterrupted
        }
        if isLate { listener() }
    }

    /// Cancels the callback with this number.
    func forget(_ number: Int?) {
        guard let number else { return }
        state.withLock { state in
            state.listeners[number] = nil
        }
    }
}

extension Timekeeper {
    /// Returns the same clock with sleeps that end early when the signal is raised.
    func waking(on stop: StopSignal) -> Timekeeper {
        var timekeeper = self
        let sleepUntil = self.sleepUntil
        timekeeper.sleepUntil = { moment in
            guard stop.reason == nil else { return }
            let sleeping = Task { await sleepUntil(moment) }
            let listener = stop.whenRaised { sleeping.cancel() }
            await withTaskCancellationHandler {
                await sleeping.value
            } onCancel: {
                sleeping.cancel()
            }
            stop.forget(listener)
        }
        return timekeeper
    }
}

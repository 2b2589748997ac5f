internal import Synchronization

/// Tells everybody in a run to take no new action.  The first reason stays.
public final class StopSignal: Sendable {
    private struct State: Sendable {
        var reason: ExecutionStop?
        var listeners: [Int: @Sendable () -> Void] = [:]
        var isInterrupted = false
        var interruptionListeners: [@Sendable () -> Void] = []
        var lastListener = 0
    }

    private let state = Mutex(State())

    /// A signal that is not raised.
    public init() {}

    /// Asks for the stop; requests in flight still come to their end.
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

    /// Why to stop, or nil to go on.
    public var reason: ExecutionStop? { state.withLock { $0.reason } }

    /// Calls back once when the signal is raised, at once when it is raised already.
    ///
    /// - Returns: What ``forget(_:)`` takes.
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

    /// Calls back once when somebody asks to stop, even if the run is stopping for another reason already.
    func whenInterrupted(_ listener: @escaping @Sendable () -> Void) {
        let isLate = state.withLock { state in
            if !state.isInterrupted { state.interruptionListeners.append(listener) }
            return state.isInterrupted
        }
        if isLate { listener() }
    }

    /// Does not call back after all.
    func forget(_ number: Int?) {
        guard let number else { return }
        state.withLock { state in
            state.listeners[number] = nil
        }
    }
}

extension Timekeeper {
    /// The same clock, whose sleeps end early when the signal is raised.
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

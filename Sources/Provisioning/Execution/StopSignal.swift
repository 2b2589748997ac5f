internal import Synchronization

/// Tells everybody in a run to take no new action.  The first reason stays.
public final class StopSignal: Sendable {
    private let stop = Mutex<ExecutionStop?>(nil)

    /// A signal that is not raised.
    public init() {}

    /// Asks for the stop; requests in flight still come to their end.
    public func raise(_ reason: ExecutionStop) {
        stop.withLock { if $0 == nil { $0 = reason } }
    }

    /// Why to stop, or nil to go on.
    public var reason: ExecutionStop? { stop.withLock { $0 } }
}

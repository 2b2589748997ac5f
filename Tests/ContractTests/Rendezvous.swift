import Sandbox
import Synchronization

/// A clock that stands still until so many wait on it, and then lets all of them go.
final class Rendezvous: Sendable {
    private struct State {
        var now = Duration.zero
        var end = Duration.zero
        var waiting: [CheckedContinuation<Void, Never>] = []
    }

    private let size: Int
    private let state = Mutex(State())

    init(of size: Int) {
        self.size = size
    }

    var clock: SandboxClock {
        SandboxClock(now: { self.state.withLock { $0.now } }, sleep: { await self.sleep($0) })
    }

    private func sleep(_ duration: Duration) async {
        await withCheckedContinuation { continuation in
            let released = state.withLock { state -> [CheckedContinuation<Void, Never>] in
                state.waiting.append(continuation)
                state.end = max(state.end, state.now + duration)
                guard state.waiting.count == size else { return [] }
                state.now = state.end
                defer { state.waiting = [] }
                return state.waiting
            }
            for waiting in released { waiting.resume() }
        }
    }
}

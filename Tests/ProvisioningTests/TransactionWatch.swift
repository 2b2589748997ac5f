import Synchronization

@testable import Provisioning

/// Counts the transactions of a journal, looks on, and lets them fail on cue.
final class TransactionWatch: Sendable {
    private struct State: Sendable {
        var count = 0
        var failure: (numbers: Range<Int>, error: any Error & Sendable)?
        var before: (@Sendable () throws -> Void)?
        var after: (@Sendable () -> Void)?
    }

    struct NoSpace: Error, CustomStringConvertible {
        var description: String { "no space is left" }
    }

    private let state = Mutex(State())

    /// How many transactions were begun since the last ``reset()``.
    var count: Int { state.withLock { $0.count } }

    func reset() {
        state.withLock { $0 = State() }
    }

    /// Lets the transactions with these numbers, from 0, fail; nothing is written then.
    func fail(_ numbers: Range<Int>, with error: any Error & Sendable = NoSpace()) {
        state.withLock { $0.failure = (numbers, error) }
    }

    func before(_ body: @escaping @Sendable () throws -> Void) {
        state.withLock { $0.before = body }
    }

    func after(_ body: @escaping @Sendable () -> Void) {
        state.withLock { $0.after = body }
    }

    var probe: TransactionProbe {
        TransactionProbe(
            before: {
                let (failure, before) = self.state.withLock { state in
                    defer { state.count += 1 }
                    let isDue = state.failure?.numbers.contains(state.count) ?? false
                    return (isDue ? state.failure?.error : nil, state.before)
                }
                if let failure { throw failure }
                try before?()
            }, after: { self.state.withLock { $0.after }?() })
    }
}

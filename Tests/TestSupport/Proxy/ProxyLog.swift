internal import Synchronization

/// What a ``MisbehavingProxy`` saw of registers, and what it did to requests.
package final class ProxyLog: Sendable {
    private struct State {
        var registers: [RegisterSighting] = []
        var faults: [Misbehaviour: Int] = [:]
    }

    private let state = Mutex(State())
    private let start = ContinuousClock.now

    /// Every register, in the order of arrival.
    package var registers: [RegisterSighting] { state.withLock { $0.registers } }
    /// How often each fault was met.
    package var faults: [Misbehaviour: Int] { state.withLock { $0.faults } }

    /// Notes a register and gives its number.
    func arrived(_ username: String) -> Int {
        state.withLock { state in
            state.registers.append(RegisterSighting(username: username, arrived: now))
            return state.registers.count - 1
        }
    }

    func met(_ fault: Misbehaviour) {
        state.withLock { $0.faults[fault, default: 0] += 1 }
    }

    /// The server is done with a register, or will never get it.
    func finished(_ number: Int?) {
        guard let number else { return }
        state.withLock { $0.registers[number].finished = now }
    }

    /// The client is about to be told, or has gone.  Only the first counts.
    func answered(_ number: Int?, _ answer: String) {
        guard let number else { return }
        state.withLock { state in
            guard state.registers[number].answer == nil else { return }
            state.registers[number].answer = answer
            state.registers[number].answeredAt = now
        }
    }

    private var now: Duration { ContinuousClock.now - start }
}

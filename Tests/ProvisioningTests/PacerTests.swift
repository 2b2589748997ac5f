import Foundation
import Synchronization
import Testing

@testable import Provisioning

struct PacerTests {
    private func pacer(_ time: VirtualTime, _ stop: StopSignal, ceiling: Int = 4) -> Pacer {
        Pacer(
            Pace.Limits(ceiling: ceiling, backoff: Backoff()), timekeeper: time.timekeeper.waking(on: stop),
            stop: stop)
    }

    @Test func `never more are in flight than the width allows`() async {
        let pacer = pacer(VirtualTime(), StopSignal())
        let flight = Flight()
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<50 {
                group.addTask {
                    guard let ticket = await pacer.turn() else { return }
                    flight.begin()
                    await Task.yield()
                    flight.end()
                    pacer.done(ticket, .answered(latency: .zero))
                }
            }
        }
        #expect(flight.most <= 4)
        #expect(pacer.pace.answers == 50)
        #expect(pacer.pace.inFlight == 0)
    }

    @Test func `whoever waits for a turn is sent away when the run stops`() async throws {
        let stop = StopSignal()
        let pacer = pacer(VirtualTime(), stop, ceiling: 1)
        let first = try #require(await pacer.turn())
        async let second = pacer.turn()
        async let third = pacer.turn()
        stop.raise(.interrupted(signal: 2))
        #expect(await second == nil)
        #expect(await third == nil)
        pacer.done(first, .nothing)
        #expect(pacer.pace.inFlight == 0)
    }

    @Test func `a wait ends when the run stops`() async {
        let stop = StopSignal()
        let endless = Timekeeper(
            now: { .zero }, date: { .distantPast },
            sleepUntil: { _ in try? await Task.sleep(for: .seconds(3600)) }, jitter: { 0.5 })
        let waking = endless.waking(on: stop)
        async let waiting: Void = waking.sleep(.seconds(3600))
        stop.raise(.interrupted(signal: 2))
        await waiting
        await waking.sleep(.seconds(3600))
    }

    @Test func `only the first reason to stop counts, and everybody hears of it once`() {
        let stop = StopSignal()
        let heard = Mutex(0)
        stop.whenRaised { heard.withLock { $0 += 1 } }
        let forgotten = stop.whenRaised { heard.withLock { $0 += 100 } }
        stop.forget(forgotten)
        stop.raise(.interrupted(signal: 2))
        stop.raise(.serverUnreachable(reason: "gone"))
        #expect(stop.reason == .interrupted(signal: 2))
        stop.whenRaised { heard.withLock { $0 += 1 } }
        #expect(heard.withLock { $0 } == 2)
    }
}

/// Counts what is in flight.
private final class Flight: Sendable {
    private let state = Mutex((now: 0, most: 0))

    func begin() { state.withLock { $0 = ($0.now + 1, max($0.most, $0.now + 1)) } }
    func end() { state.withLock { $0.now -= 1 } }
    var most: Int { state.withLock { $0.most } }
}

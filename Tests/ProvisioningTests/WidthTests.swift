import FlowServ
import Sandbox
import Synchronization
import Testing

@testable import Provisioning

/// How many requests a server has at once, as it counts them itself.
struct WidthTests {
    private let names = (100..<300).map { "user\($0)" }

    private func scenario(concurrency: Int, latency: Duration = .milliseconds(20)) throws -> Scenario {
        var options = SandboxOptions()
        options.latency = latency
        var scenario = try Scenario(options)
        scenario.settings.concurrency = concurrency
        return scenario
    }

    @Test(arguments: [1, 2, 8, 20])
    func `there are never more requests at work than allowed`(concurrency: Int) async throws {
        let scenario = try scenario(concurrency: concurrency)
        await scenario.backend.inject(
            Fault(.register, times: nil, chance: 0.05, .statusBefore(429)),
            Fault(.register, times: nil, chance: 0.05, .statusAfter(503)))
        let conclusion = try await scenario.carryOut(scenario.begin(names))
        #expect(conclusion.stop == nil)
        #expect(await (1...concurrency).contains(scenario.backend.mostRegistersAtWork()))
        #expect(await scenario.accounts() == names)
    }

    @Test(arguments: [FaultEffect.statusBefore(429), .statusBefore(503), .closeAfter])
    func `the width grows up to the ceiling, falls after trouble and grows again`(effect: FaultEffect) async throws {
        let scenario = try scenario(concurrency: 16)
        await scenario.backend.inject(Fault(.register, nth: 60, times: 6, effect))
        let pacer = Mutex<Pacer?>(nil)
        let widths = Mutex<[Double]>([])
        let service = WatchedService(service: try await scenario.service()) { _ in
            let width = pacer.withLock { $0?.pace.width } ?? 0
            widths.withLock { $0.append(width) }
        }
        let run = scenario.run(with: service)
        pacer.withLock { $0 = run.server.pacer }
        let conclusion = try await run.carryOut(scenario.begin(names), at: "")
        #expect(conclusion.stop == nil)
        let all = widths.withLock { $0 }
        #expect(all[0] == 4 && all.prefix(59).max() == 16)
        let lowest = try #require(all.dropFirst(59).min())
        #expect(lowest < 12)
        #expect(try #require(all.last) > lowest)
    }

    @Test(arguments: [1, 8])
    func `a rate spaces the departures`(concurrency: Int) async throws {
        var scenario = try scenario(concurrency: concurrency, latency: .zero)
        scenario.settings.rate = 4
        try await scenario.carryOut(scenario.begin(Array(names.prefix(40))))
        let arrivals = await scenario.backend.registers().map(\.arrived)
        #expect(arrivals.count == 40)
        // A slot that a coarse timer missed is made up for, within 10 ms.
        for (number, arrival) in arrivals.enumerated() {
            #expect(arrival >= .milliseconds(250 * number - 10))
        }
    }
}

import Foundation
import Testing

/// Nights of simulated worlds.  They take turns, because the program's global state belongs to one world at a time.
@Suite(.serialized)
struct SimulationTests {
    @Test func `the same seed gives the same history, byte for byte`() async throws {
        for seed in 1...20 as ClosedRange<UInt64> {
            let first = await Simulation.play(Story(seed: seed))
            let second = await Simulation.play(Story(seed: seed))
            try #require(first.trace == second.trace, "seed \(seed)")
        }
    }

    @Test func `no night breaks the promise`() async {
        let campaign = Campaign(
            first: Setting.from ?? 1, nights: Setting.nights ?? (Setting.isSoak ? 1_000_000 : 300))
        let result = await campaign.run()
        print("simulation: \(result)")
        for failure in result.failures { Issue.record("\(failure)") }
    }

    @Test func `no seed breaks it that ever did`() async {
        for seed in FailedSeeds.all {
            let result = await Simulation.play(Story(seed: seed), traces: false)
            #expect(result.violations == [], "seed \(seed)")
        }
    }

    @Test(.enabled(if: Setting.seed != nil))
    func `one seed, with its trace`() async {
        let story = Story(seed: Setting.seed ?? 1)
        print(story)
        let result = await Simulation.play(story, prints: true)
        #expect(result.violations == [])
        if !result.violations.isEmpty, !Setting.isPlain { print(await Campaign.shortest(story, result)) }
    }

    @Test(.enabled(if: Setting.hunt != nil))
    func `the first seed that breaks it`() async {
        for seed in 1...(Setting.hunt ?? 1) {
            let result = await Simulation.play(Story(seed: seed), traces: false)
            guard let first = result.violations.first else { continue }
            return print("found after \(seed) seeds: \(first)")
        }
        print("not found")
    }
}

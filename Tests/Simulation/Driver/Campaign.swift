import Foundation

/// Many seeds, one after the other, until enough nights have passed.
struct Campaign {
    let first: UInt64
    let nights: Int

    /// One seed that broke the promise.
    struct Failure: CustomStringConvertible {
        let seed: UInt64
        let violations: [String]
        let story: String

        var description: String {
            "seed \(seed)\n" + violations.prefix(5).joined(separator: "\n")
                + "\nThe shortest story that still fails:\n\(story)"
        }
    }

    /// How a campaign went.
    struct Result: CustomStringConvertible {
        var seeds = 0
        var nights = 0
        var time = Duration.zero
        /// The time of a core, whatever else the machine does.
        var work = 0.0
        var failures: [Failure] = []

        var description: String {
            "\(seeds) seeds, \(nights) nights, \(Int(Double(nights) / (time / .seconds(1)))) a second, "
                + "\(Int(Double(nights) / max(work, 0.001))) a second of a core, \(failures.count) failed"
        }
    }

    /// After so many failures there is enough to read.
    private static let mostFailures = Setting.isPlain ? 1000 : 3

    func run() async -> Result {
        var result = Result()
        let start = ContinuousClock.now
        let before = Self.work
        var seed = first
        while result.nights < nights, result.failures.count < Self.mostFailures {
            let story = Story(seed: seed)
            let played = await Simulation.play(story, traces: false)
            result.seeds += 1
            result.nights += played.nights
            if !played.violations.isEmpty {
                let shortest = Setting.isPlain ? "" : await Self.shortest(story, played)
                print("seed \(seed): \(played.violations.prefix(3).joined(separator: "; "))")
                fflush(nil)
                result.failures.append(Failure(seed: seed, violations: played.violations, story: shortest))
            }
            seed += 1
        }
        result.time = ContinuousClock.now - start
        result.work = Self.work - before
        return result
    }

    /// The seconds that this process has kept a core busy.
    private static var work: Double { Double(clock()) / 1_000_000 }

    /// Returns the shortest story that breaks the same sentence, in words.
    static func shortest(_ story: Story, _ result: Simulation.Result) async -> String {
        let short = await Shrinker(result.violations).shrink(story)
        let played = await Simulation.play(short, traces: false)
        return "\(short)\n" + played.violations.joined(separator: "\n")
    }
}

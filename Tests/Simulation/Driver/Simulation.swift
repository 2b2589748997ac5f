import Foundation
import Synchronization

/// Plays one story from its beginning to its end.
enum Simulation {
    /// What became of a story.
    struct Result: Sendable {
        let trace: String
        let violations: [String]
        let nights: Int
    }

    /// The program's global state belongs to one simulated process at a time.
    private static let turn = Mutex(())

    /// Plays a story on a thread of its own.
    static func play(_ story: Story, prints: Bool = false, traces: Bool = true) async -> Result {
        await withCheckedContinuation { continuation in
            let thread = Thread {
                continuation.resume(returning: turn.withLock { _ in playHere(story, prints: prints, traces: traces) })
            }
            thread.stackSize = 8 << 20
            thread.start()
        }
    }

    /// Plays a story on this thread.
    static func playHere(_ story: Story, prints: Bool = false, traces: Bool = true) -> Result {
        do {
            var narrator = try Narrator(story)
            let world = narrator.world
            defer { world.end() }
            world.history.prints = prints
            var violations: [String] = []
            do {
                let failure: (any Error)? = try world.scheduler.run {
                    do {
                        try await narrator.tell()
                        return nil
                    } catch {
                        return error
                    }
                }
                violations = failure.map { ["the world broke: \($0)"] } ?? []
            } catch {
                world.history.add(
                    .ended(world.history.lastProcess, status: NoSilence.hang, output: "", errors: ""),
                    at: world.scheduler.now)
            }
            violations += Judge.violations(in: world.history)
            let nights = world.history.entries.count { if case .night = $0.event { true } else { false } }
            return Result(trace: traces ? world.history.trace : "", violations: violations, nights: nights)
        } catch {
            return Result(trace: "", violations: ["there is no world: \(error)"], nights: 0)
        }
    }
}

import PowerCutDisk
import Testing

/// A seed tells everything, so that a failure can be seen again.
struct RepetitionTests {
    private static func play(seed: UInt32) -> [[String: [UInt8]]] {
        PowerCutDisk.seedSQLite(seed)
        let disk = PowerCutDisk()
        var remains: [[String: [UInt8]]] = []
        // While the connection is open: the last one to close removes the log.
        Workload.run(in: Workload.Mode(journal: "WAL", synchronous: "NORMAL"), on: disk.process()) { _ in
            remains += [disk.contents] + (0..<5).map { disk.afterPowerCut(seed: $0).contents }
        }
        return remains
    }

    // In a process of its own: other tests would use SQLite's random numbers too.
    @Test func `the same seeds leave the same bytes of a database and its log`() async {
        await #expect(processExitsWith: .success) {
            let first = Self.play(seed: 7)
            #expect(first == Self.play(seed: 7))
            #expect(first != Self.play(seed: 8))
            #expect(Set(first).count > 30)
        }
    }
}

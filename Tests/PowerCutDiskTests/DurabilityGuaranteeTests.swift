import PowerCutDisk
import TestSupport
import Testing

/// What SQLite promises after a power cut (https://sqlite.org/pragma.html#pragma_synchronous), found on this disk.
///
/// The promises are SQLite's, so these tests prove the disk: it must never break them, and it must break what is not
/// promised.
struct DurabilityGuaranteeTests {
    private static let geometries = [
        DiskGeometry(sectorSize: 512), DiskGeometry(sectorSize: 4096),
        DiskGeometry(sectorSize: 4096, isPowersafe: true),
    ]

    private static let durable = [
        (journal: "WAL", synchronous: "FULL"), ("WAL", "EXTRA"), ("DELETE", "EXTRA"), ("TRUNCATE", "FULL"),
        ("PERSIST", "FULL"),
    ]

    private func count(_ journal: String, _ synchronous: String, _ geometry: DiskGeometry) -> CutTally.Counts {
        let counts = CutTally.count(
            Workload.Mode(journal: journal, synchronous: synchronous), geometry,
            seeds: 0..<(Soak.isOn ? 30 : 3))
        print(
            "power cuts: \(journal), \(synchronous), sectors of \(geometry.sectorSize): \(counts.cuts) cuts, "
                + "\(counts.damaged.count) damaged, \(counts.lost) lost a commit, \(counts.mostLost) at most")
        #expect(counts.impossible == [])
        #expect(counts.cuts > 500)
        return counts
    }

    /// "FULL: WAL mode is durable", and EXTRA adds the sync of the directory for a rollback journal that is removed.
    @Test(arguments: durable, geometries)
    func `no cut takes a commit`(mode: (journal: String, synchronous: String), geometry: DiskGeometry) {
        let counts = count(mode.journal, mode.synchronous, geometry)
        #expect(counts.damaged == [])
        #expect(counts.lost == 0)
    }

    @Test(arguments: [
        Workload.Mode(journal: "WAL", synchronous: "FULL"), .init(journal: "DELETE", synchronous: "EXTRA"),
    ])
    func `a second cut during the recovery from the first takes nothing either`(mode: Workload.Mode) {
        let counts = CutTally.count(
            mode, DiskGeometry(sectorSize: 512), seeds: 0..<(Soak.isOn ? 6 : 1), isTwice: true)
        print("power cuts: \(mode): \(counts.cuts) second cuts during recovery, \(counts.damaged.count) damaged")
        #expect(counts.damaged == [])
        #expect(counts.impossible == [])
        #expect(counts.lost == 0)
        #expect(counts.cuts > 1000)
    }

    /// The name of the rollback journal is removed without a sync of the directory: it may come back, and undo the
    /// last transaction.
    @Test(arguments: geometries)
    func `with a rollback journal and FULL only the last commit may go`(geometry: DiskGeometry) {
        let counts = count("DELETE", "FULL", geometry)
        #expect(counts.damaged == [])
        #expect(counts.lost > 0)
        #expect(counts.mostLost == 1)
    }

    /// "WAL mode is always consistent with synchronous=NORMAL, but WAL mode does lose durability."
    @Test(arguments: geometries)
    func `with NORMAL a log stays whole but loses commits`(geometry: DiskGeometry) {
        let counts = count("WAL", "NORMAL", geometry)
        #expect(counts.damaged == [])
        #expect(counts.lost > 0)
    }

    /// "The database might become corrupted if the operating system crashes or the computer loses power."
    @Test(arguments: ["WAL", "DELETE"], geometries)
    func `with OFF a database is damaged`(journal: String, geometry: DiskGeometry) {
        let counts = count(journal, "OFF", geometry)
        #expect(!counts.damaged.isEmpty)
        #expect(counts.lost > 0)
    }
}

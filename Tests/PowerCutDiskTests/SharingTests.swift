import GRDBSQLite
import PowerCutDisk
import Testing

/// Processes that write at the same time, on threads of their own.
struct SharingTests {
    @Test(arguments: ["WAL", "DELETE"])
    func `no update of four processes is lost`(journal: String) async {
        let disk = PowerCutDisk()
        let first = Connection("/a.sqlite", of: disk.process())
        first.run("PRAGMA journal_mode = \(journal); CREATE TABLE t (n); INSERT INTO t VALUES (0)")
        await withTaskGroup { group in
            for number in 1...4 {
                group.addTask {
                    let connection = Connection("/a.sqlite", of: disk.process("\(number)"))
                    connection.run("PRAGMA busy_timeout = 60000")
                    for _ in 0..<50 {
                        let code = connection.run("BEGIN IMMEDIATE; UPDATE t SET n = n + 1; COMMIT")
                        #expect(code == SQLITE_OK)
                    }
                }
            }
        }
        #expect(first.rows("SELECT n FROM t") == ["200"])
        #expect(first.rows("PRAGMA integrity_check") == ["ok"])
    }

    /// Prints how fast it is; it fails only where the disk has become useless for a simulation.
    @Test func `a disk lives and dies many times a second`() {
        let clock = ContinuousClock()
        let start = clock.now
        var count = 0
        while start.duration(to: clock.now) < .seconds(1) {
            let disk = PowerCutDisk()
            Connection("/a.sqlite", of: disk.process()).run(
                "PRAGMA journal_mode = WAL; CREATE TABLE t (n); INSERT INTO t VALUES (1); INSERT INTO t VALUES (2)")
            disk.powerCut(seed: UInt64(count))
            let rows = Connection("/a.sqlite", of: disk.process()).rows("SELECT n FROM t")
            #expect(rows == ["1", "2"])
            count += 1
        }
        print("databases: \(count) a second, each created, written, cut and opened again")
        #expect(count > 20)
    }
}

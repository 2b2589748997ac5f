import Foundation
import GRDBSQLite
import PowerCutDisk
import Synchronization
import Testing

/// What SQLite says on a disk that is full, broken, read-only or locked (https://sqlite.org/rescode.html).
struct FaultTests {
    private static let modes = [
        Workload.Mode(journal: "WAL", synchronous: "FULL"), Workload.Mode(journal: "DELETE", synchronous: "EXTRA"),
    ]

    @Test(arguments: modes)
    func `on a full disk a transaction is refused, and all before it stay`(mode: Workload.Mode) {
        var refused = 0
        for capacity in stride(from: 4096, to: 200_000, by: 4500) {
            let disk = PowerCutDisk()
            disk.changeFaults { $0.capacity = capacity }
            let connection = Connection(Workload.path, of: disk.process())
            guard connection.run(mode.pragmas) == 0, connection.run(Workload.schema) == 0 else { continue }
            var count = 0
            var code = SQLITE_OK
            for sql in Workload.transactions where code == SQLITE_OK {
                code = connection.run(sql)
                count += code == SQLITE_OK ? 1 : 0
            }
            if code != SQLITE_OK {
                refused += 1
                #expect(code == SQLITE_FULL, "\(capacity)")
            }
            connection.run("ROLLBACK")
            disk.changeFaults { $0.capacity = nil }
            #expect(connection.rows(Workload.dump) == Workload.contents[count], "\(capacity)")
            #expect(connection.run("INSERT INTO item (word) VALUES ('there is room again')") == SQLITE_OK)
        }
        #expect(refused > 10)
    }

    /// With and without what Linux does after a sync that fails.
    @Test(arguments: modes, [false, true])
    func `an error at any change damages nothing, not even with a power cut after it`(
        mode: Workload.Mode, losesFailedSyncs: Bool
    ) {
        let whole = PowerCutDisk()
        Workload.run(in: mode, on: whole.process())
        for number in 0..<whole.changeCount {
            let disk = PowerCutDisk()
            disk.changeFaults { faults in
                faults.failing = [number: losesFailedSyncs || number.isMultiple(of: 2) ? .broken : .full]
                faults.losesFailedSyncs = losesFailedSyncs
            }
            let committed = Mutex(-1)
            Workload.run(in: mode, on: disk.process()) { count in committed.withLock { $0 = count } }
            let acknowledged = committed.withLock { $0 }
            for seed in 0..<4 as Range<UInt64> {
                let verdict = Verdict(of: disk.afterPowerCut(seed: seed))
                #expect([acknowledged, acknowledged + 1].contains(verdict.count), "change \(number): \(verdict)")
            }
        }
    }

    @Test func `a disk that is read-only can be read`() {
        let disk = PowerCutDisk()
        Connection("/a.sqlite", of: disk.process()).run("CREATE TABLE t (x); INSERT INTO t VALUES (1)")
        disk.changeFaults { $0.isReadOnly = true }
        let connection = Connection("/a.sqlite", of: disk.process())
        #expect(connection.rows("SELECT x FROM t") == ["1"])
        #expect(connection.run("INSERT INTO t VALUES (2)") & 0xFF == SQLITE_READONLY)
        #expect(Connection("/b.sqlite", of: disk.process()).run("CREATE TABLE t (x)") & 0xFF == SQLITE_CANTOPEN)
        disk.changeFaults { $0.isReadOnly = false }
        #expect(Connection("/a.sqlite", of: disk.process()).run("INSERT INTO t VALUES (2)") == SQLITE_OK)
    }

    @Test(arguments: ["WAL", "DELETE"])
    func `another program holds a lock`(journal: String) {
        let disk = PowerCutDisk()
        let first = Connection("/a.sqlite", of: disk.process())
        first.run("PRAGMA journal_mode = \(journal); CREATE TABLE t (x); INSERT INTO t VALUES (1)")
        disk.changeFaults { $0.locked = ["/a.sqlite": .writing] }
        #expect(first.rows("SELECT x FROM t") == ["1"])
        #expect(first.run("INSERT INTO t VALUES (2)") == SQLITE_BUSY)
        disk.changeFaults { $0.locked = ["/a.sqlite": .exclusive] }
        #expect(Connection("/a.sqlite", of: disk.process()).answer("SELECT x FROM t").code == SQLITE_BUSY)
        disk.changeFaults { $0.locked = [:] }
        #expect(first.run("INSERT INTO t VALUES (2)") == SQLITE_OK)
    }

    @Test func `a directory that goes away takes its files out of sight`() throws {
        let disk = PowerCutDisk()
        let open = Connection("/data/a.sqlite", of: disk.process())
        open.run("CREATE TABLE t (x)")
        disk.changeFaults { $0.missingDirectories = ["/data"] }
        #expect(Connection("/data/a.sqlite", of: disk.process()).run("SELECT 1 FROM t") & 0xFF == SQLITE_CANTOPEN)
        #expect(throws: DiskFailure.missing) { try disk.process().status(of: "/data/a.sqlite") }
        disk.changeFaults { $0.missingDirectories = [] }
        #expect(Connection("/data/a.sqlite", of: disk.process()).run("SELECT 1 FROM t") == SQLITE_OK)
    }

    @Test func `a slow disk lets time pass, and waiting for a lock too`() {
        let time = Mutex(Duration.zero)
        let clock = DiskClock(
            now: { .init(timeIntervalSince1970: 0) }, sleep: { wait in time.withLock { $0 += wait } })
        let disk = PowerCutDisk(clock: clock)
        disk.watch { call in
            if call.kind == .sync { time.withLock { $0 += .seconds(2) } }
            return .proceed
        }
        let connection = Connection("/a.sqlite", of: disk.process())
        #expect(connection.run("CREATE TABLE t (x)") == SQLITE_OK)
        #expect(time.withLock { $0 } >= .seconds(4))
        #expect(connection.rows("SELECT datetime('now')") == ["1970-01-01 00:00:00"])
        disk.changeFaults { $0.locked = ["/a.sqlite": .exclusive] }
        let before = time.withLock { $0 }
        #expect(connection.run("PRAGMA busy_timeout = 60000; INSERT INTO t VALUES (1)") == SQLITE_BUSY)
        #expect(time.withLock { $0 } - before > .seconds(50))
    }
}

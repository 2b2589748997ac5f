import GRDBSQLite
import PowerCutDisk
import Synchronization
import Testing

/// How processes and disks end.
struct DeathTests {
    /// "Transactions are durable across application crashes regardless of the synchronous setting or journal mode."
    /// (https://sqlite.org/pragma.html#pragma_synchronous)
    @Test(arguments: ["WAL", "DELETE"], ["OFF", "NORMAL", "FULL"])
    func `a process that is killed takes no commit with it`(journal: String, synchronous: String) {
        let disk = PowerCutDisk()
        let committed = Mutex(-1)
        let kills = Mutex(0)
        disk.watch { [unowned disk] call in
            guard call.kind.isChange else { return .proceed }
            let verdict = Verdict(of: disk.copied())
            let acknowledged = committed.withLock { $0 }
            #expect([acknowledged, acknowledged + 1].contains(verdict.count), "before \(call): \(verdict)")
            kills.withLock { $0 += 1 }
            return .proceed
        }
        Workload.run(in: Workload.Mode(journal: journal, synchronous: synchronous), on: disk.process()) { number in
            committed.withLock { $0 = number }
        }
        disk.watch(nil)
        #expect(kills.withLock { $0 } > 100)
    }

    @Test func `after a power cut everything that was open fails`() {
        let disk = PowerCutDisk()
        let process = disk.process()
        let (writer, reader) = (Connection("/a.sqlite", of: process), Connection("/a.sqlite", of: disk.process()))
        #expect(writer.run("PRAGMA journal_mode = WAL; CREATE TABLE t (x); INSERT INTO t VALUES (1)") == SQLITE_OK)
        #expect(reader.rows("SELECT x FROM t") == ["1"])
        disk.powerCut(seed: 7)
        #expect(!process.isAlive)
        #expect(writer.run("INSERT INTO t VALUES (2)") & 0xFF == SQLITE_IOERR)
        #expect(reader.answer("SELECT x FROM t").code & 0xFF == SQLITE_IOERR)
        #expect(Connection("/a.sqlite", of: process).run("SELECT 1 FROM t") & 0xFF == SQLITE_CANTOPEN)
        let next = Connection("/a.sqlite", of: disk.process())
        #expect(next.rows("SELECT x FROM t") == ["1"])
    }

    @Test(arguments: ["WAL", "DELETE"])
    func `a process that is killed in a transaction leaves its locks`(journal: String) {
        let disk = PowerCutDisk()
        let (process, other) = (disk.process("first"), disk.process("second"))
        let first = Connection("/a.sqlite", of: process)
        first.run("PRAGMA journal_mode = \(journal); CREATE TABLE t (x); BEGIN IMMEDIATE; INSERT INTO t VALUES (1)")
        let second = Connection("/a.sqlite", of: other)
        #expect(second.run("INSERT INTO t VALUES (2)") == SQLITE_BUSY)
        process.kill()
        #expect(first.run("COMMIT") & 0xFF == SQLITE_IOERR)
        #expect(second.run("INSERT INTO t VALUES (3)") == SQLITE_OK)
        #expect(second.rows("SELECT x FROM t") == ["3"])
        #expect(second.rows("PRAGMA integrity_check") == ["ok"])
    }

    @Test func `a watch ends a process or the power exactly before a call`() {
        for verdict in [DiskVerdict.kill, .powerCut(seed: 3)] {
            let disk = PowerCutDisk()
            disk.watch { $0.kind == .write && $0.number >= 20 ? verdict : .proceed }
            let process = disk.process()
            let last = Mutex(-1)
            Workload.run(in: Workload.Mode(journal: "WAL", synchronous: "FULL"), on: process) { number in
                last.withLock { $0 = number }
            }
            disk.watch(nil)
            #expect(!process.isAlive)
            #expect(disk.tally.values.reduce(0) { $0 + $1.writes } > 0)
            let found = Verdict(of: disk)
            let acknowledged = last.withLock { $0 }
            #expect([acknowledged, acknowledged + 1].contains(found.count), "\(found)")
        }
    }
}

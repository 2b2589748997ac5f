import Foundation
import GRDBSQLite
import PowerCutDisk
import TestSupport
import Testing

/// Connections meet each other as they do on SQLite's own VFS, which is the oracle.
struct LockParityTests {
    /// What one connection does next.
    private struct Step {
        let connection: Int
        let sql: String
    }

    private static let statements = [
        "BEGIN", "BEGIN IMMEDIATE", "BEGIN EXCLUSIVE", "COMMIT", "COMMIT", "ROLLBACK",
        "INSERT INTO t (word) VALUES ('x')", "INSERT INTO t (word) VALUES (hex(zeroblob(3000)))",
        "UPDATE t SET word = word || 'y' WHERE id % 2 = 0", "DELETE FROM t WHERE id % 5 = 0",
        "SELECT count(*), sum(length(word)) FROM t", "SELECT count(*), sum(length(word)) FROM t",
        "PRAGMA wal_checkpoint(PASSIVE)", "PRAGMA wal_checkpoint(TRUNCATE)", "PRAGMA integrity_check",
        "PRAGMA journal_mode = DELETE", "PRAGMA journal_mode = WAL", "PRAGMA locking_mode = EXCLUSIVE",
        "PRAGMA locking_mode = NORMAL", "VACUUM", "close",
    ]

    private func steps(seed: UInt64) -> [Step] {
        var random = SeededRandom(seed: seed)
        return (0..<120).map { _ in
            Step(
                connection: Int.random(in: 0..<3, using: &random),
                sql: Self.statements.randomElement(using: &random) ?? "")
        }
    }

    /// The codes and results of all steps.
    private func play(_ steps: [Step], journal: String, uri: () -> String) -> [String] {
        var connections = (0..<3).map { _ in Connection(uri: uri()) }
        connections[0].run("PRAGMA journal_mode = \(journal); CREATE TABLE t (id INTEGER PRIMARY KEY, word TEXT)")
        return steps.map { step in
            let connection = connections[step.connection]
            if step.sql == "close" {
                connection.close()
                connections[step.connection] = Connection(uri: uri())
                return "closed"
            }
            let (rows, code) = connection.answer(step.sql)
            return "\(step.connection): \(step.sql): \(rows ?? ["an error"]) (\(code))"
        }
    }

    @Test(arguments: ["WAL", "DELETE"])
    func `three connections hear the same as from SQLite's own VFS`(journal: String) throws {
        var heard: [String: Int] = [:]
        for seed in 0..<60 as Range<UInt64> {
            let directory = try TemporaryDirectory()
            let steps = steps(seed: seed)
            let expected = play(steps, journal: journal) { "file:\(directory.file("t.sqlite"))?vfs=unix" }
            let disk = PowerCutDisk(geometry: DiskGeometry(isPowersafe: true))
            let processes = (0..<3).map { disk.process("\($0)") }
            var next = 0
            let answers = play(steps, journal: journal) {
                next += 1
                return processes[next % 3].uri("/t.sqlite")
            }
            let first = zip(expected, answers).first { $0 != $1 }
            #expect(first == nil, "seed \(seed)")
            for answer in answers {
                let code = answer.split(separator: "(").last.map(String.init) ?? ""
                heard[code.hasSuffix(")") ? code : "closed", default: 0] += 1
            }
        }
        print("locks: \(journal): \(heard.sorted { $0.value > $1.value }.map { "\($0.value) × \($0.key)" })")
        #expect((heard["5)"] ?? 0) > 100, "5 is SQLITE_BUSY")
    }
}

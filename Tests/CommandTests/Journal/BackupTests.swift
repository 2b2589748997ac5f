import Foundation
import Sandbox
import TestSupport
import Testing

/// `rollcall journal backup`.
struct BackupTests {
    private func journal(of rollcall: Command) -> String {
        rollcall.home.file(".local/state/rollcall/journal.sqlite")
    }

    @Test func `a backup made while a run goes on finishes it, with its passwords, when all else is lost`()
        async throws
    {
        try await Command.behindProxy { rollcall, sandbox, proxy in
            let names = (1...20).map { "user\($0)" }
            try rollcall.home.write("username\n" + names.map { $0 + "\n" }.joined(), to: "team.csv")
            let (isThere, isKilled) = (Handover<Void>(), Handover<Void>())
            proxy.set(
                ProxyTrap([.register], .carriedOut, number: 8) {
                    await isThere.give()
                    await isKilled.take()
                })
            let apply = ["apply", "team.csv", "--yes", "--generate-passwords", "--credentials", "credentials.csv"]
            let killed = try await rollcall.run(apply) { pid in
                await isThere.take()
                let backup = try await rollcall("journal", "backup", "backup.sqlite")
                backup.expect(0)
                #expect(backup.errors.hasPrefix("backup.sqlite is a backup of "))
                Foundation.kill(pid, SIGKILL)
                await isKilled.give()
            }
            #expect(killed.code == nil)

            let files = FileManager.default
            let copies = try files.contentsOfDirectory(atPath: rollcall.home.path).filter {
                $0.hasPrefix("backup.sqlite")
            }
            #expect(copies.count == 2)
            let state = URL(fileURLWithPath: journal(of: rollcall)).deletingLastPathComponent().path
            try files.removeItem(atPath: state)
            try files.createDirectory(atPath: state, withIntermediateDirectories: true)
            for copy in copies {
                let mode = try files.attributesOfItem(atPath: rollcall.home.file(copy))[.posixPermissions] as? Int
                #expect(mode == 0o600)
                let name = copy.replacing("backup.sqlite", with: "journal.sqlite")
                try files.moveItem(atPath: rollcall.home.file(copy), toPath: "\(state)/\(name)")
            }
            try await rollcall("resume", "--settle", "1").expect(0)
            #expect(await sandbox.registers().map(\.username).sorted() == names.sorted())
            for row in try rollcall.credentials().rows {
                #expect(try await rollcall.logsIn(row["username"] ?? "", row["password"] ?? ""))
            }
            #expect(try rollcall.credentials().rows.count == 20)
        }
    }

    @Test func `an earlier backup is replaced, and nothing else`() async throws {
        try await Command.onSandbox { rollcall, _ in
            let missing = try await rollcall("journal", "backup", "backup.sqlite")
            missing.expect(1)
            #expect(missing.errors.contains("There is no journal at \(journal(of: rollcall))."))
            try rollcall.home.write(People(3).csv(), to: "team.csv")
            try await rollcall("apply", "team.csv", "--yes").expect(0)
            try await rollcall("journal", "backup", "backup.sqlite").expect(0)
            try rollcall.home.write(People(5).csv(), to: "team.csv")
            try await rollcall("apply", "team.csv", "--yes").expect(0)
            try await rollcall("journal", "backup", "backup.sqlite").expect(0)
            let file = try SQLiteFile(rollcall.home.file("backup.sqlite"))
            #expect(try file.column("SELECT CAST(count(*) AS TEXT) FROM account") == ["5"])
            #expect(try file.column("PRAGMA integrity_check") == ["ok"])
            try file.close()
            try await rollcall("runs", "--journal", "backup.sqlite").expect(0)
            let elsewhere = rollcall.with(["ROLLCALL_JOURNAL": "backup.sqlite"])
            try await elsewhere("journal", "backup", "second.sqlite").expect(0)
            let same = try await elsewhere("journal", "backup", "backup.sqlite")
            same.expect(1)
            #expect(same.errors.contains("are the same journal"))

            // A secret beside a backup that was moved away is not ours to remove, whether this one succeeds or fails.
            try rollcall.home.write("somebody's", to: "third.sqlite.secret-0123456789abcdef")
            try await rollcall("journal", "backup", "third.sqlite").expect(0)
            #expect(try rollcall.home.read("third.sqlite.secret-0123456789abcdef") == "somebody's")

            let roster = try rollcall.home.read("team.csv")
            for target in ["team.csv", journal(of: rollcall), ".", "nowhere/backup.sqlite"] {
                let refused = try await rollcall("journal", "backup", target)
                refused.expect(1)
                #expect(!refused.errors.isEmpty)
            }
            #expect(try rollcall.home.read("team.csv") == roster)
            for (target, words) in [
                ("team.csv", "not a journal"), ("j.sqlite-wal", "SQLite's own files"),
                (".", "not a regular file"),
            ] {
                let refused = try await rollcall("journal", "backup", target)
                #expect(
                    refused.errors.contains("The backup \(target) cannot be written")
                        && refused.errors.contains(words))
            }
            try await rollcall("status").expect(0)
            let left = try FileManager.default.contentsOfDirectory(atPath: rollcall.home.path)
            #expect(!left.contains { $0.hasSuffix(".draft") }, "\(left)")
        }
    }
}

import Foundation
import Sandbox
import TestSupport
import Testing

/// Commands that only look leave the journal as it is, and find it wherever it lies.
struct LookingTests {
    private static let looks = [
        ["status"], ["runs"], ["runs", "1"], ["plan", "team.csv"], ["apply", "team.csv", "--dry-run"], ["config"],
    ]

    /// An applied roster, and where its journal is.
    private func applied(_ body: (Command, _ journal: String) async throws -> Void) async throws {
        try await Command.onSandbox { rollcall, _ in
            try rollcall.home.write(People(6).csv(), to: "team.csv")
            try await rollcall("apply", "team.csv", "--yes", "--journal", "j.sqlite").expect(0)
            try await body(rollcall.with(["ROLLCALL_JOURNAL": "j.sqlite"]), rollcall.home.file("j.sqlite"))
        }
    }

    private func files(_ rollcall: Command) throws -> Set<String> {
        Set(try FileManager.default.contentsOfDirectory(atPath: rollcall.home.path))
    }

    @Test(arguments: looks)
    func `an older journal is understood and stays as it is`(_ arguments: [String]) async throws {
        try await applied { rollcall, journal in
            let now = try await rollcall.run(arguments)
            try SQLiteFile.age(journal)
            let bytes = FileManager.default.contents(atPath: journal)
            let then = try await rollcall.run(arguments)
            then.expect(0)
            #expect(Golden.normalized(then.output) == Golden.normalized(now.output))
            #expect(FileManager.default.contents(atPath: journal) == bytes)
            #expect(try SQLiteFile.migrations(of: journal) == ["1", "2", "3", "4"])
        }
    }

    @Test(arguments: [
        ["apply", "team.csv", "--yes"], ["account", "adopt", "user1", String(repeating: "0", count: 32)],
        ["account", "retry", "user1"],
        ["runs", "--prune", "0d"], ["resume"],
        ["journal", "rename-server", "http://localhost:1", "http://localhost:2"],
    ])
    func `who is refused because of another run has not touched the journal`(_ arguments: [String]) async throws {
        try await applied { rollcall, journal in
            try SQLiteFile.age(journal)
            let lock = open(journal + ".lock", O_RDWR)
            defer { close(lock) }
            try #require(flock(lock, LOCK_EX | LOCK_NB) == 0)
            try await rollcall.run(arguments).expect(7)
            #expect(try SQLiteFile.migrations(of: journal) == ["1", "2", "3", "4"])
        }
    }

    @Test(arguments: looks, [false, true])
    func `a journal on a read-only file system can be looked at`(
        _ arguments: [String], hasLog: Bool
    ) async throws {
        try await applied { rollcall, journal in
            try SQLiteFile.age(journal)
            let writer = try SQLiteFile(journal)
            // What an apply that was killed leaves: the newest of it is in the write-ahead log only.
            if hasLog { try writer.execute("PRAGMA wal_autocheckpoint = 0; UPDATE run SET status = 'partial'") }
            let copy = rollcall.home.file("copy")
            try FileManager.default.createDirectory(atPath: copy, withIntermediateDirectories: false)
            for suffix in hasLog ? ["", "-wal"] : [""] {
                try FileManager.default.copyItem(atPath: journal + suffix, toPath: copy + "/j.sqlite" + suffix)
            }
            try writer.close()
            let words = arguments.map { "'\($0)'" }.joined(separator: " ")
            let program = try PackageFiles.program("rollcall")
            let script = """
                mount --bind copy copy && mount -o remount,bind,ro copy && ! touch copy/x 2>/dev/null && \
                '\(program)' \(words)
                """
            let ending = try await Program(
                "/usr/bin/unshare",
                (geteuid() == 0 ? ["--mount"] : ["--mount", "--map-root-user"]) + ["sh", "-c", script],
                environment: rollcall.environment.merging(["ROLLCALL_JOURNAL": "copy/j.sqlite"]) { $1 },
                directory: rollcall.home.path
            ).run()
            ending.expect(0)
            if arguments == ["runs"] {
                #expect(ending.output.contains(hasLog ? "partial" : "completed"), "\(ending.output)")
            }
            #expect(try FileManager.default.contentsOfDirectory(atPath: copy).count == (hasLog ? 2 : 1))
        }
    }

    @Test(arguments: looks)
    func `another program that writes does not disturb whoever looks`(_ arguments: [String]) async throws {
        try await applied { rollcall, journal in
            let writer = try SQLiteFile(journal)
            try writer.execute("BEGIN IMMEDIATE; UPDATE run SET status = 'partial'")
            let ending = try await rollcall.run(arguments)
            ending.expect(0)
            try writer.execute("ROLLBACK")
            try writer.close()
        }
    }

    @Test(arguments: looks)
    func `looking makes neither a lock nor a journal`(_ arguments: [String]) async throws {
        try await applied { rollcall, _ in
            let elsewhere = rollcall.with(["ROLLCALL_JOURNAL": "other/j.sqlite"])
            let before = try files(rollcall)
            try await elsewhere.run(arguments).expect(arguments.first == "runs" ? 1 : 0)
            #expect(try files(rollcall) == before)
            try FileManager.default.removeItem(atPath: rollcall.home.file("j.sqlite.lock"))
            try await rollcall.run(arguments).expect(0)
            #expect(try !files(rollcall).contains("j.sqlite.lock"))
        }
    }

    @Test(arguments: [["status"], ["runs"], ["resume"], ["plan", "team.csv"], ["apply", "team.csv", "--yes"]])
    func `there is no journal only where nothing is there`(_ arguments: [String]) async throws {
        try await applied { rollcall, _ in
            let long = String(repeating: "x", count: 300)
            for path in ["team.csv/j.sqlite", long] {
                let ending = try await rollcall.with(["ROLLCALL_JOURNAL": path]).run(arguments)
                ending.expect(1)
                #expect(
                    ending.errors.contains("The journal \(path)") && ending.errors.contains(" cannot be opened: "),
                    "\(ending.errors)")
            }
        }
    }
}

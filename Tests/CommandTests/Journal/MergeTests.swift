import Foundation
import Sandbox
import TestSupport
import Testing

/// What `journal merge` refuses, and what a merge that was cut off leaves.
struct MergeTests {
    /// Two journals, each of one run over people of its own.
    private func two(_ body: (Command) async throws -> Void) async throws {
        try await Command.onSandbox { rollcall, _ in
            for (name, count) in [("a", 3), ("b", 5)] {
                let people = People(count, stems: [name]) { _ in false }.csv()
                try rollcall.home.write(people, to: "\(name).csv")
                try await rollcall("apply", "\(name).csv", "--yes", "--journal", "\(name).sqlite").expect(0)
            }
            try await body(rollcall)
        }
    }

    @Test(arguments: ["-wal", "-shm", "-journal"])
    func `what is left of another journal at the new one's place is refused`(suffix: String) async throws {
        try await two { rollcall in
            try rollcall.home.write("left over", to: "out.sqlite" + suffix)
            let merged = try await rollcall("journal", "merge", "out.sqlite", "a.sqlite", "b.sqlite")
            merged.expect(1)
            #expect(merged.errors.contains("out.sqlite\(suffix)"), "\(merged.errors)")
            #expect(try rollcall.home.read("out.sqlite" + suffix) == "left over")
            #expect(!FileManager.default.fileExists(atPath: rollcall.home.file("out.sqlite")))
            try FileManager.default.removeItem(atPath: rollcall.home.file("out.sqlite" + suffix))
            try await rollcall("journal", "merge", "out.sqlite", "a.sqlite", "b.sqlite").expect(0)
        }
    }

    @Test func `a journal is given once, however its path is written`() async throws {
        try await two { rollcall in
            let home = rollcall.home
            try FileManager.default.linkItem(atPath: home.file("a.sqlite"), toPath: home.file("hard.sqlite"))
            try FileManager.default.createSymbolicLink(atPath: home.file("soft"), withDestinationPath: home.path)
            try FileManager.default.createSymbolicLink(
                atPath: home.file("soft.sqlite"), withDestinationPath: home.file("a.sqlite"))
            for other in [
                "a.sqlite", "./a.sqlite", home.file("a.sqlite"), "hard.sqlite", "soft/a.sqlite", "soft.sqlite",
            ] {
                let merged = try await rollcall("journal", "merge", "out.sqlite", "a.sqlite", "b.sqlite", other)
                merged.expect(1)
                #expect(merged.errors.contains("a.sqlite and \(other) are the same journal."), "\(merged.errors)")
            }
            for out in ["a.sqlite", "hard.sqlite", "soft/a.sqlite", "soft.sqlite"] {
                let merged = try await rollcall("journal", "merge", out, "a.sqlite", "b.sqlite")
                merged.expect(1)
                #expect(merged.errors.contains("\(out) exists already"), "\(merged.errors)")
            }
            try await rollcall("status", "--journal", "a.sqlite").expect(0)
        }
    }

    @Test func `one id is not two names' afterwards, and nobody is activated in another one's place`() async throws {
        try await Command.onSandbox { rollcall, sandbox in
            try rollcall.home.write("username,password,state\numa,secret,pending\n", to: "a.csv")
            try await rollcall("apply", "a.csv", "--yes", "--journal", "a.sqlite").expect(0)
            let uma = try #require(await sandbox.accounts().first { $0.username == "uma" }).id
            await sandbox.addAccount("vic", password: "his own", active: false)
            try rollcall.home.write("username,password\nvic,secret\n", to: "b.csv")
            try await rollcall("apply", "b.csv", "--yes", "--journal", "b.sqlite").expect(3)
            try await rollcall("account", "adopt", "vic", uma, "--journal", "b.sqlite").expect(0)
            for order in [["a.sqlite", "b.sqlite"], ["b.sqlite", "a.sqlite"]] {
                try await rollcall.run(["journal", "merge", "\(order[0]).out"] + order).expect(0)
                try await rollcall("apply", "b.csv", "--yes", "--journal", "\(order[0]).out").expect(3)
                #expect(await !sandbox.accounts().contains { $0.username == "uma" && $0.active })
                let status = try await rollcall("status", "--journal", "\(order[0]).out").output
                #expect(status.contains("vic is stranded") && !status.contains("uma"), "\(status)")
            }
        }
    }

    @Test func `a copy of a journal adds nothing to it`() async throws {
        try await two { rollcall in
            try await rollcall("apply", "a.csv", "--yes", "--journal", "a.sqlite").expect(0)
            try FileManager.default.copyItem(
                atPath: rollcall.home.file("a.sqlite"), toPath: rollcall.home.file("copy.sqlite"))
            try rollcall.home.write(People(4, stems: ["a"]) { _ in false }.csv(), to: "a.csv")
            try await rollcall("apply", "a.csv", "--yes", "--journal", "a.sqlite").expect(0)
            let merged = try await rollcall("journal", "merge", "out.sqlite", "copy.sqlite", "a.sqlite", "b.sqlite")
            merged.expect(0)
            #expect(merged.errors.contains("out.sqlite holds 4 runs and 9 accounts."), "\(merged.errors)")
            let runs = try await rollcall("runs", "--journal", "out.sqlite")
            #expect(runs.output.split(separator: "\n").count { $0.contains("completed") } == 4, "\(runs.output)")
        }
    }

    @Test func `what a merge that was cut off has left stops no other one`() async throws {
        try await two { rollcall in
            try rollcall.home.write("half a journal", to: "out.sqlite.merging")
            try rollcall.home.write("half a log", to: "out.sqlite.merging-wal")
            try rollcall.home.write("", to: "out.sqlite.lock")
            let merged = try await rollcall("journal", "merge", "out.sqlite", "a.sqlite", "b.sqlite")
            merged.expect(0)
            #expect(merged.errors.contains("holds 2 runs and 8 accounts"))
            let files = try FileManager.default.contentsOfDirectory(atPath: rollcall.home.path)
            #expect(!files.contains { $0.contains(".merging") || $0.hasPrefix("out.sqlite-") })
            try await rollcall("plan", "a.csv", "b.csv", "--journal", "out.sqlite", "--detailed-exitcode").expect(0)
        }
    }

    @Test func `journals whose servers are spelled in two ways are one server's`() async throws {
        try await two { rollcall in
            let here = try #require(rollcall.environment["ROLLCALL_SERVER"])
            let local = here.replacing("127.0.0.1", with: "localhost")
            let journal = try SQLiteFile(rollcall.home.file("b.sqlite"))
            try journal.execute("UPDATE server SET url = '\(local)'")
            try journal.close()
            try await rollcall("journal", "merge", "out.sqlite", "a.sqlite", "b.sqlite").expect(0)
            try await rollcall("plan", "a.csv", "--journal", "out.sqlite").expect(0)
        }
    }
}

import Foundation
import TestSupport
import Testing

/// What `--shard`, `journal merge` and `journal rename-server` refuse, and what they say.
struct ShardCommandTests {
    private static let people = People(20) { _ in false }

    private func onSandbox(_ body: @Sendable (Command) async throws -> Void) async throws {
        try await Command.onSandbox { rollcall, _ in
            try rollcall.home.write(Self.people.csv(), to: "team.csv")
            try await body(rollcall)
        }
    }

    @Test func `a plan says which part it is about, and a saved one is carried out as that part`() async throws {
        try await onSandbox { rollcall in
            let plan = try await rollcall("plan", "team.csv", "--shard", "0/2", "--out", "plan.json")
            plan.expect(0)
            let sentence = try #require(plan.output.firstMatch(of: /shard 0\/2: (\d+) other valid rows left out/))
            let others = try #require(Int(sentence.output.1))
            #expect((1..<20).contains(others))
            let applied = try await rollcall("apply", "--plan", "plan.json", "--yes", "--journal", "0.sqlite")
            applied.expect(0)
            #expect(applied.output.contains("\(20 - others) planned, \(20 - others) succeeded"))
            try await rollcall("apply", "team.csv", "--shard", "1/2", "--yes", "--journal", "1.sqlite").expect(0)
            try await rollcall(
                "plan", "team.csv", "--detailed-exitcode", "--journal", "0.sqlite", "--journal", "1.sqlite"
            ).expect(0)
        }
    }

    @Test func `a journal refuses another shard, and none`() async throws {
        try await onSandbox { rollcall in
            try await rollcall("apply", "team.csv", "--shard", "1/2", "--yes", "--journal", "1.sqlite").expect(0)
            try await rollcall(
                "apply", "team.csv", "--yes", "--journal", "whole.sqlite", "--accept", "new-journal"
            ).expect(0)
            for (arguments, words) in [
                (["--journal", "1.sqlite"], "--shard 1/2"),
                (
                    ["--shard", "0/2", "--journal", "1.sqlite"],
                    "1.sqlite is for the shard 1/2, not for the shard 0/2"
                ),
                (
                    ["--shard", "1/3", "--journal", "1.sqlite"],
                    "1.sqlite is for the shard 1/2, not for the shard 1/3"
                ),
                (
                    ["--shard", "1/2", "--journal", "whole.sqlite"],
                    "whole.sqlite is for all names, not for the shard 1/2"
                ),
            ] {
                for command in [["plan", "team.csv"], ["apply", "team.csv", "--yes"]] {
                    let ending = try await rollcall.run(command + arguments)
                    ending.expect(1)
                    #expect(ending.errors.contains(words), "\(ending.errors)")
                }
            }
            let wrong = try await rollcall("plan", "team.csv", "--shard", "2/2")
            wrong.expect(64)
            #expect(wrong.errors.contains("--shard 2/2: "))
        }
    }

    @Test func `a single registration goes into the journal of its shard`() async throws {
        try await onSandbox { rollcall in
            try await rollcall("apply", "team.csv", "--shard", "0/2", "--yes", "--journal", "0.sqlite").expect(0)
            try await rollcall("apply", "team.csv", "--shard", "1/2", "--yes", "--journal", "1.sqlite").expect(0)
            var codes: [Int32?] = []
            for journal in ["0.sqlite", "1.sqlite"] {
                let ending = try await rollcall(
                    "user", "register", "somebody", "--password-file", "-", "--journal", journal, input: "secret\n")
                codes.append(ending.code)
                if ending.code != 0 { #expect(ending.errors.contains("somebody belongs to another shard")) }
            }
            #expect(codes.sorted { ($0 ?? -1) < ($1 ?? -1) } == [0, 1])
        }
    }

    @Test func `what is to be typed next has the flags that say where things are`() async throws {
        try await onSandbox { rollcall in
            let server = try #require(rollcall.environment["ROLLCALL_SERVER"])
            let bare = rollcall.with(["ROLLCALL_SERVER": nil])
            let places = ["--server", server, "--journal", "my journal.sqlite"]
            try await bare.run(["apply", "team.csv", "--yes", "--shard", "0/1"] + places).expect(0)
            let resumed = try await bare.run(["resume"] + places)
            resumed.expect(0)
            #expect(
                resumed.errors.hasSuffix(
                    "type: rollcall apply --server \(server) --journal 'my journal.sqlite' --shard 0/1 ROSTER\n"))
            let unknown = try await bare("resume", "--server=\(server)", "--journal=my journal.sqlite")
            #expect(unknown.errors == resumed.errors)
        }
    }

    @Test func `merge refuses what would not be one whole, and leaves nothing behind`() async throws {
        try await onSandbox { rollcall in
            for index in 0..<2 {
                try await rollcall(
                    "apply", "team.csv", "--shard", "\(index)/2", "--yes", "--journal", "\(index).sqlite"
                ).expect(0)
            }
            for (arguments, words) in [
                (["whole.sqlite", "0.sqlite"], "the journal of the shard 1/2 is missing"),
                (["whole.sqlite", "0.sqlite", "nowhere.sqlite"], "There is no journal at nowhere.sqlite."),
                (["0.sqlite", "0.sqlite", "1.sqlite"], "0.sqlite exists already"),
            ] {
                let ending = try await rollcall.run(["journal", "merge"] + arguments)
                ending.expect(1)
                #expect(ending.errors.contains(words), "\(ending.errors)")
                let files = try FileManager.default.contentsOfDirectory(atPath: rollcall.home.path)
                #expect(!files.contains { $0.hasPrefix("whole.sqlite") && !$0.hasSuffix(".lock") })
                #expect(!files.contains { $0.hasPrefix("nowhere") || $0.contains(".merging") })
            }
        }
    }

    @Test func `a server that has moved is named anew, and only by who knows where it was`() async throws {
        try await onSandbox { rollcall in
            try await rollcall("apply", "team.csv", "--yes").expect(0)
            let here = try #require(rollcall.environment["ROLLCALL_SERVER"])
            let elsewhere = "https://flowserv.example.org/flowserv/api/v1"
            let wrong = try await rollcall("journal", "rename-server", elsewhere, "https://third.example.org/api")
            wrong.expect(1)
            #expect(wrong.errors.contains("belongs to \(here), not to \(elsewhere)"))
            try await rollcall("journal", "rename-server", here, elsewhere + "/").expect(0)
            let stale = try await rollcall("plan", "team.csv")
            stale.expect(1)
            #expect(stale.errors.contains("belongs to \(elsewhere), not to \(here)"))
            try await rollcall("journal", "rename-server", elsewhere, here).expect(0)
            // Typed again, it has nothing left to do.
            let again = try await rollcall("journal", "rename-server", elsewhere, here)
            again.expect(0)
            #expect(again.errors.contains("belongs to \(here) already"))
            try await rollcall("plan", "team.csv", "--detailed-exitcode").expect(0)
            try await rollcall("journal", "rename-server", "nonsense", here).expect(64)
        }
    }
}

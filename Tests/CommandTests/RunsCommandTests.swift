import TestSupport
import Testing

struct RunsCommandTests {
    @Test func `an old run's report is written again, the same as at its end`() async throws {
        try await Command.onSandbox { rollcall, _ in
            try rollcall.home.write(People(3).csv(), to: "team.csv")
            try await rollcall("apply", "team.csv", "--yes", "--report", "then.json").expect(0)
            try await rollcall("runs", "1", "--report", "now.json").expect(0)
            #expect(try rollcall.home.read("now.json") == rollcall.home.read("then.json"))
        }
    }

    @Test func `old runs are removed from the history and only from it`() async throws {
        try await Command.onSandbox { rollcall, _ in
            try rollcall.home.write(People(3).csv(), to: "team.csv")
            for _ in 1...3 { try await rollcall("apply", "team.csv", "--yes").expect(0) }
            let none = try await rollcall("runs", "--prune", "1d")
            none.expect(0)
            #expect(none.errors == "0 runs removed.\n")
            let all = try await rollcall("runs", "--prune", "0d")
            all.expect(0)
            let left = try await rollcall("runs")
            #expect(left.output.hasPrefix("3  "))
            try await rollcall("plan", "team.csv", "--detailed-exitcode").expect(0)
        }
    }

    @Test(arguments: [["runs", "--prune", "90"], ["runs", "1", "--prune", "90d"], ["runs", "--report", "x.json"]])
    func `what cannot be meant is a usage error`(arguments: [String]) async throws {
        try await Command.onSandbox { rollcall, _ in
            try rollcall.home.write(People(1).csv(), to: "team.csv")
            try await rollcall("apply", "team.csv", "--yes").expect(0)
            try await rollcall.run(arguments).expect(64)
        }
    }
}

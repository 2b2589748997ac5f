import Sandbox
import TestSupport
import Testing

/// What a run says of itself, and what can be asked afterwards.
struct GoldenRunTests {
    @Test func `apply reports as text`() async throws {
        try await TroubledServer.run { rollcall, _ in
            try Golden.expect(try rollcall.home.read("report.txt"), is: "apply.txt")
        }
    }

    @Test func `apply reports a run in which all went well`() async throws {
        try await Command.onSandbox { rollcall, _ in
            try rollcall.home.write(People(3).csv(), to: "team.csv")
            let applied = try await rollcall("apply", "team.csv", "--yes")
            applied.expect(0)
            try Golden.expect(applied.output, is: "apply-clean.txt")
            try Golden.expect(try await rollcall("status").output, is: "status-clean.txt")
            let again = try await rollcall("apply", "team.csv", "--yes")
            try Golden.expect(again.output, is: "apply-nothing.txt")
        }
    }

    @Test func `status names every account that needs somebody`() async throws {
        try await TroubledServer.run { rollcall, _ in
            try Golden.expect(try await rollcall("status").output, is: "status.txt")
        }
    }

    @Test func `runs shows the history and one run in detail`() async throws {
        try await TroubledServer.run { rollcall, _ in
            try Golden.expect(try await rollcall("runs").output, is: "runs.txt")
            try Golden.expect(try await rollcall("runs", "--format", "json").output, is: "runs.json")
            try Golden.expect(try await rollcall("runs", "1").output, is: "runs-1.txt")
            let json = try await rollcall("runs", "1", "--format", "json").output
            #expect(try json == rollcall.home.read("report.json"))
        }
    }

    @Test func `adopt takes an id for a stranded account`() async throws {
        try await TroubledServer.run { rollcall, sandbox in
            let erik = try #require(await sandbox.accounts().first { $0.username == "erik" })
            let adopted = try await rollcall("account", "adopt", "erik", erik.id)
            adopted.expect(0)
            #expect(adopted.output == "")
            try Golden.expect(adopted.errors, is: "adopt.txt")
            try Golden.expect(try await rollcall("status").output, is: "status-adopted.txt")
        }
    }

    @Test func `retry lets a stranded name be registered again`() async throws {
        try await TroubledServer.run { rollcall, sandbox in
            let retried = try await rollcall("account", "retry", "erik")
            retried.expect(0)
            #expect(retried.output == "")
            try Golden.expect(retried.errors, is: "retry.txt")
            await sandbox.removeAccounts(named: "erik")
            try await rollcall.run(TroubledServer.apply).expect(3)
            #expect(await sandbox.accounts().first { $0.username == "erik" }?.active == true)
        }
    }

    @Test func `user list shows ids and names`() async throws {
        try await TroubledServer.run { rollcall, _ in
            try Golden.expect(try await rollcall("user", "list").output, is: "user-list.txt")
            try Golden.expect(try await rollcall("user", "list", "--format", "json").output, is: "user-list.json")
        }
    }

    @Test func `a journal without a run says so`() async throws {
        try await Command.onSandbox { rollcall, _ in
            let rollcall = rollcall.with(["ROLLCALL_JOURNAL": "journal.sqlite"])
            try rollcall.home.write(People(3).csv(), to: "team.csv")
            let unconfirmed = try await rollcall("apply", "team.csv")
            unconfirmed.expect(6)
            try Golden.expect(try await rollcall("status").output, is: "status-no-run.txt")
            try Golden.expect(try await rollcall("runs").output, is: "runs-no-run.txt")
        }
    }

    @Test func `without a journal, status and runs say so`() async throws {
        let rollcall = try Command(server: "http://127.0.0.1:1").with(["ROLLCALL_JOURNAL": "journal.sqlite"])
        try Golden.expect(try await rollcall("status").output, is: "status-no-journal.txt")
        let runs = try await rollcall("runs")
        runs.expect(1)
        try Golden.expect(runs.errors, is: "runs-no-journal.txt")
    }
}

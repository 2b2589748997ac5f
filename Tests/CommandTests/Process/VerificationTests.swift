import FlowServ
import Sandbox
import TestSupport
import Testing

/// The listing that is read once more at the end.
struct VerificationTests {
    private static let people = People(5)

    @Test func `an account that is gone at the end is reported by name`() async throws {
        try await Command.behindProxy { rollcall, sandbox, proxy in
            try rollcall.home.write(Self.people.csv(), to: "team.csv")
            proxy.set(
                ProxyTrap([.list], .arrived, number: 2) {
                    await sandbox.removeAccounts(named: "user2")
                    await sandbox.removeAccounts(named: "user3")
                    await sandbox.addAccount("user3", password: "another")
                })
            let applied = try await rollcall("apply", "team.csv", "--yes", "--report", "report.json")
            applied.expect(3)
            #expect(applied.output.contains("Run 1, partial"))
            #expect(applied.output.contains("Not as reported, says a listing read at the end:\n"))
            let output = applied.output
            #expect(
                output.contains(
                    /user2.*\n\s+active in the journal\s+\([0-9a-f]{32}\),\s+but\s+not\s+in\s+the\s+listing\n/))
            #expect(
                output.contains(
                    /user3.*\n\s+active in the journal\s+as\s+[0-9a-f]{32},\s+but\s+listed\s+as\s+[0-9a-f]{32}\n/))
            #expect(try rollcall.home.read("report.json").contains(#""differences" : ["#))
            let status = try await rollcall("status")
            #expect(status.output.contains(/user2.*\n\s+active in the journal/))
            #expect(!status.output.contains("Nothing needs attention."))
        }
    }

    @Test func `--no-verify reads no listing at the end`() async throws {
        try await Command.onSandbox { rollcall, sandbox in
            try rollcall.home.write(Self.people.csv(), to: "team.csv")
            let applied = try await rollcall("apply", "team.csv", "--yes", "--no-verify")
            applied.expect(0)
            #expect(await sandbox.callCounts()[.list] == 1)
            #expect(!applied.output.contains("verified"))
        }
    }

    @Test func `a run that made nobody active reads no listing at the end`() async throws {
        try await Command.onSandbox { rollcall, sandbox in
            try rollcall.home.write(People(3) { _ in true }.csv(), to: "team.csv")
            let applied = try await rollcall("apply", "team.csv", "--yes")
            applied.expect(0)
            #expect(await sandbox.callCounts()[.list] == 1)
        }
    }
}

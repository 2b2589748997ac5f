import Foundation
import Sandbox
import TestSupport
import Testing

/// The rows that `--skip-invalid` leaves out.
struct LeftOutRowsTests {
    private struct Plan: Decodable {
        struct Summary: Decodable {
            let blocked: Int
            let unmanaged: Int
        }
        let summary: Summary
    }

    @Test func `if no row is valid, apply says why`() async throws {
        try await Command.onSandbox { rollcall, sandbox in
            try rollcall.home.write("username,password,state\nann,secret,perhaps\nbob,secret\n", to: "team.csv")
            let ending = try await rollcall("apply", "team.csv", "--yes", "--skip-invalid")
            ending.expect(6)
            for fact in ["team.csv:2", "\"perhaps\"", "team.csv:3", "2 fields", "Nothing was sent"] {
                #expect(ending.errors.contains(fact), "\(ending.errors)")
            }
            #expect(await sandbox.registers().isEmpty)
        }
    }

    /// An account whose row is left out is still in a roster.
    @Test func `every row that is left out is blocked, and none of their accounts is unmanaged`() async throws {
        try await Command.onSandbox { rollcall, sandbox in
            await sandbox.addAccount("u1100", password: "pw")
            let rows = (1...1_100).map { "u\($0),secret,never\n" }.joined()
            try rollcall.home.write("username,password,activate_on\nann,secret,\n" + rows, to: "team.csv")
            let ending = try await rollcall("plan", "team.csv", "--skip-invalid", "--format", "json")
            ending.expect(0)
            let plan = try JSONDecoder().decode(Plan.self, from: Data(ending.output.utf8))
            #expect(plan.summary.blocked == 1_100)
            // The administrator alone.
            #expect(plan.summary.unmanaged == 1)
        }
    }
}

import FlowServ
import Sandbox
import TestSupport
import Testing

/// Rosters that change while a run is unfinished.
struct ChangedRosterTests {
    private static let people = People(8) { _ in false }
    private static let apply = ["apply", "team.csv", "--yes", "--concurrency", "1"]
    private static var rows: [String] { people.csv().split(separator: "\n").map(String.init) }

    /// A run killed while its third register is at work.
    private func killed(
        _ roster: [String], _ body: @Sendable (Command, SandboxBackend) async throws -> Void
    ) async throws {
        try await Command.behindProxy { rollcall, sandbox, proxy in
            try write(roster, in: rollcall)
            try await rollcall.killed(Self.apply, behind: proxy, at: .carriedOut, of: .register, number: 3)
            try await body(rollcall, sandbox)
        }
    }

    private func write(_ rows: [String], in rollcall: Command) throws {
        try rollcall.home.write(rows.joined(separator: "\n") + "\n", to: "team.csv")
    }

    @Test func `apply takes over, and a mended typo is never sent`() async throws {
        let typo = Self.rows.map { $0.replacing("user8,", with: "usre8,") }
        try await killed(typo) { rollcall, sandbox in
            try write(Self.rows, in: rollcall)
            let applied = try await rollcall.run(Self.apply + ["--settle", "3"])
            applied.expect(0)
            #expect(applied.errors.contains("Run 1 was not finished"))
            let registers = await sandbox.registers().map(\.username)
            #expect(registers.sorted() == Self.people.usernames.sorted())
            let report = try await rollcall.report()
            #expect(report.status == "superseded")
            let account = try #require(report.accounts.first { $0.username == "usre8" })
            #expect(account.outcome == "skipped" && account.error == "superseded by a later run")
            #expect(try await rollcall("status").output.contains("Nothing needs attention."))
        }
    }

    @Test func `resume skips rows that changed or went, with the reason`() async throws {
        try await killed(Self.rows) { rollcall, sandbox in
            let changed = Self.rows.filter { !$0.hasPrefix("user7,") }
                .map { $0.hasPrefix("user8,") ? $0.replacing("active", with: "pending") : $0 }
            try write(changed + ["user9,secret of 9,active"], in: rollcall)
            let resumed = try await rollcall("resume", "--settle", "3")
            resumed.expect(3)
            #expect(resumed.output.contains("8 planned, 6 succeeded, 2 skipped"))
            #expect(resumed.output.contains("its row is no longer in the roster"))
            #expect(resumed.output.contains("its row wants it pending now; the plan wanted it active"))
            let names = await sandbox.registers().map(\.username)
            #expect(Set(names) == Self.people.usernames.subtracting(["user7", "user8"]) && names.count == 6)
        }
    }

    @Test func `resume takes rosters that have moved`() async throws {
        try await killed(Self.rows) { rollcall, sandbox in
            try write(["username,password", "other,secret"], in: rollcall)
            try rollcall.home.write(Self.people.csv(), to: "moved.csv")
            let resumed = try await rollcall("resume", "moved.csv", "--settle", "3")
            resumed.expect(0)
            #expect(await sandbox.accounts().count == 9)
        }
    }
}

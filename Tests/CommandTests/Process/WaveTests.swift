import FlowServ
import Sandbox
import TestSupport
import Testing

/// `--two-phase` through the real binary: the whole wave or nobody.
struct WaveTests {
    private static let people = People(6) { _ in false }

    /// A wave of which one registration was refused.
    private func held(_ body: (Command, SandboxBackend) async throws -> Void) async throws {
        try await Command.onSandbox { rollcall, sandbox in
            try rollcall.home.write(Self.people.csv(), to: "wave.csv")
            await sandbox.inject(Fault(.register, username: "user4", .statusBefore(400, message: "weak password")))
            let applied = try await rollcall("apply", "wave.csv", "--two-phase", "--yes")
            applied.expect(3)
            #expect(applied.output.contains("6 planned, 1 failed, 5 still to do"))
            #expect(applied.output.contains("rollcall resume --activate-rest"))
            #expect(await active(sandbox) == [])
            #expect(await sandbox.accounts().count == 6)
            try await body(rollcall, sandbox)
        }
    }

    private func active(_ sandbox: SandboxBackend) async -> Set<String> {
        Set(await sandbox.accounts().filter(\.active).map(\.username)).subtracting(["admin"])
    }

    @Test func `a whole wave is activated at its end`() async throws {
        try await Command.onSandbox { rollcall, sandbox in
            try rollcall.home.write(Self.people.csv(), to: "wave.csv")
            let applied = try await rollcall("apply", "wave.csv", "--two-phase", "--yes")
            applied.expect(0)
            #expect(applied.errors.contains("every registration succeeded; activating 6 accounts"))
            #expect(await active(sandbox) == Self.people.usernames)
        }
    }

    @Test func `resume does not open the gate by itself, and says what does`() async throws {
        try await held { rollcall, sandbox in
            let refused = try await rollcall("resume")
            refused.expect(3)
            #expect(refused.errors.contains("5 accounts of the two-phase run 1 stay pending"))
            #expect(refused.errors.contains("type: rollcall resume --activate-rest"))
            let status = try await rollcall("status")
            #expect(status.output.contains("5 accounts of the two-phase run 1 stay pending"))
            #expect(await active(sandbox) == [])
        }
    }

    @Test func `an apply without --two-phase registers the missing one, and the others wait until it is done`()
        async throws
    {
        try await held { rollcall, sandbox in
            let applied = try await rollcall("apply", "wave.csv", "--yes")
            applied.expect(3)
            #expect(applied.output.contains("1 planned, 1 succeeded, 5 blocked"))
            #expect(await active(sandbox) == ["user4"])
            let again = try await rollcall("apply", "wave.csv", "--yes")
            again.expect(0)
            #expect(await active(sandbox) == Self.people.usernames)
        }
    }

    @Test func `resume --activate-rest activates the others`() async throws {
        try await held { rollcall, sandbox in
            let resumed = try await rollcall("resume", "--activate-rest")
            resumed.expect(3)
            #expect(resumed.output.contains("6 planned, 5 succeeded, 1 failed"))
            #expect(await active(sandbox) == Self.people.usernames.subtracting(["user4"]))
            let again = try await rollcall("resume", "--activate-rest")
            again.expect(0)
            #expect(again.errors.contains("No run is unfinished."))
        }
    }

    @Test func `applying the mended roster with --two-phase completes the wave`() async throws {
        try await held { rollcall, sandbox in
            let applied = try await rollcall("apply", "wave.csv", "--two-phase", "--yes")
            applied.expect(0)
            #expect(await active(sandbox) == Self.people.usernames)
            #expect(await sandbox.accounts().count == 7)
            #expect(await sandbox.registers().count == 7)
            #expect(try await rollcall("status").output.contains("Nothing needs attention."))
        }
    }

    @Test func `an account whose id was lost in a kill holds the wave until it is adopted`() async throws {
        try await Command.behindProxy { rollcall, sandbox, proxy in
            try rollcall.home.write(Self.people.csv(), to: "wave.csv")
            let apply = ["apply", "wave.csv", "--two-phase", "--yes", "--concurrency", "1"]
            try await rollcall.killed(apply, behind: proxy, at: .carriedOut, of: .register, number: 4)
            let resumed = try await rollcall("resume", "--settle", "3")
            resumed.expect(3)
            #expect(await active(sandbox) == [])
            let name = try #require(await sandbox.registers().dropFirst(3).first?.username)
            let account = try #require(await sandbox.accounts().first { $0.username == name })
            let adopted = try await rollcall("account", "adopt", name, account.id)
            adopted.expect(0)

            try await rollcall.killed(apply, behind: proxy, at: .carriedOut, of: .activate, number: 3)
            let finished = try await rollcall("resume")
            finished.expect(0)
            #expect(await active(sandbox) == Self.people.usernames)
            #expect(await sandbox.accounts().count == 7)
        }
    }

    @Test func `accounts that were activated by hand wait for nothing any more, once a listing has shown them`()
        async throws
    {
        try await held { rollcall, sandbox in
            for account in await sandbox.accounts() where !account.active {
                try await rollcall("user", "activate", account.id).expect(0)
            }
            try rollcall.home.write(People(1, stems: ["other"]).csv(), to: "other.csv")
            try await rollcall("apply", "other.csv", "--yes").expect(0)
            let status = try await rollcall("status")
            #expect(!status.output.contains("pending"), "\(status.output)")
            #expect(status.output.contains("Nothing needs attention."), "\(status.output)")
            for flags in [[], ["--activate-rest"]] {
                let resumed = try await rollcall.run(["resume"] + flags)
                resumed.expect(0)
                #expect(resumed.errors.contains("No run is unfinished."), "\(resumed.errors)")
            }
        }
    }

    @Test func `of a wave of which some were activated by hand only the others wait`() async throws {
        try await held { rollcall, sandbox in
            let some = await sandbox.accounts().filter { !$0.active }.prefix(2)
            for account in some { try await rollcall("user", "activate", account.id).expect(0) }
            try rollcall.home.write(People(1, stems: ["other"]).csv(), to: "other.csv")
            try await rollcall("apply", "other.csv", "--yes").expect(0)
            #expect(try await rollcall("status").output.contains("3 accounts of the two-phase run 1 stay pending"))
            // What the database has lost meanwhile is not asked for again under its old id.
            await sandbox.removeAccounts(named: some[some.startIndex].username)
            try await rollcall("apply", "other.csv", "--yes").expect(0)
            let resumed = try await rollcall("resume", "--activate-rest")
            resumed.expect(3)
            #expect(await active(sandbox).count == 5)
            #expect(try await !rollcall("status").output.contains("pending"))
        }
    }

    @Test func `a second two-phase run over part of a held wave opens no gate of the first`() async throws {
        try await Command.onSandbox { rollcall, sandbox in
            for names in [["a", "b", "c"], ["a", "c"], ["a", "b"], ["b"]] {
                let rows = names.map { "\($0),secret of \($0)\n" }.joined()
                try rollcall.home.write("username,password\n" + rows, to: names.joined() + ".csv")
            }
            await sandbox.inject(Fault(.register, username: "c", times: 2, .statusBefore(400, message: "weak")))
            try await rollcall("apply", "abc.csv", "--two-phase", "--yes").expect(3)
            try await rollcall("apply", "ac.csv", "--two-phase", "--yes").expect(3)
            #expect(await active(sandbox) == [])
            for roster in ["b.csv", "ab.csv"] {
                try await rollcall("apply", roster, "--yes").expect(3)
                #expect(await active(sandbox) == [])
            }
            let status = try await rollcall("status").output
            #expect(status.contains("1 account of the two-phase run 1 stay"))
            #expect(status.contains("1 account of the two-phase run 2 stay"))
            try await rollcall("apply", "abc.csv", "--two-phase", "--yes").expect(0)
            #expect(await active(sandbox) == ["a", "b", "c"])
            #expect(try await rollcall("status").output.contains("Nothing needs attention."))
        }
    }
}

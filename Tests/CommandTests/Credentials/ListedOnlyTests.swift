import FlowServ
import Sandbox
import TestSupport
import Testing

/// Accounts that only the listing shows: ours when their password logs in, somebody else's otherwise.
struct ListedOnlyTests {
    private static let apply = [
        "apply", "team.csv", "--yes", "--settle", "0", "--generate-passwords", "--credentials", "credentials.csv",
    ]

    @Test func `an account whose answer was lost is ours after one login, and its session ends`() async throws {
        try await Command.onSandbox { rollcall, sandbox in
            try rollcall.home.write("username\nann\n", to: "team.csv")
            await sandbox.inject(Fault(.register, username: "ann", .closeAfter))
            try await rollcall.run(Self.apply).expect(0)
            let password = try #require(try rollcall.credentials().values("password")["ann"])
            // Ours and hers; hers was ended.
            let calls = await sandbox.callCounts()
            #expect(calls[.login] == 2 && calls[.logout] == 1 && calls[.register] == 1)
            let works = try await rollcall.logsIn("ann", password)
            #expect(works)
        }
    }

    @Test func `an account that somebody else made meanwhile is reported and not handed out`() async throws {
        try await Command.behindProxy { rollcall, sandbox, proxy in
            try rollcall.home.write("username\nann\nbob\n", to: "team.csv")
            await sandbox.inject(Fault(.register, username: "ann", .closeBefore))
            // Before the listing that settles it, somebody signs up under this name.
            proxy.set(
                ProxyTrap([.list], .arrived, number: 2) { _ = await sandbox.addAccount("ann", password: "hers") })
            let applied = try await rollcall.run(Self.apply)
            applied.expect(3)
            #expect(applied.output.contains("listed, password not ours: ann."))
            #expect(try rollcall.credentials().names == ["bob"])
            let stays = try await rollcall.logsIn("ann", "hers")
            #expect(stays)
            #expect(try rollcall.secretFiles == [])
        }
    }
}

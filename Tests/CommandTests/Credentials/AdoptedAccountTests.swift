import FlowServ
import Foundation
import Sandbox
import TestSupport
import Testing

/// `account adopt`, and `flowserv_id` in a roster: whose id it may be, and whose password logs in afterwards.
struct AdoptedAccountTests {
    private static let generated = ["--yes", "--settle", "0", "--generate-passwords", "--credentials"]

    private func pendingAndStranded(_ body: (Command, SandboxBackend, String) async throws -> Void) async throws {
        try await Command.onSandbox { rollcall, sandbox in
            await sandbox.addAccount("x", password: "a stranger's", active: false)
            try rollcall.home.write("username,password,state\nx,secret,active\ny,secret,pending\n", to: "team.csv")
            try await rollcall("apply", "team.csv", "--yes").expect(3)
            let y = try #require(await sandbox.accounts().first { $0.username == "y" })
            try await body(rollcall, sandbox, y.id)
        }
    }

    private func isActive(_ name: String, _ sandbox: SandboxBackend) async -> Bool {
        await sandbox.accounts().contains { $0.username == name && $0.active }
    }

    @Test(arguments: [false, true])
    func `an id that the journal holds for another name is refused`(isUpperCase: Bool) async throws {
        try await pendingAndStranded { rollcall, sandbox, id in
            let adopted = try await rollcall("account", "adopt", "x", isUpperCase ? id.uppercased() : id)
            adopted.expect(1)
            #expect(adopted.errors.contains("y"))
            try await rollcall("apply", "team.csv", "--yes").expect(3)
            #expect(await !isActive("y", sandbox))
        }
    }

    @Test(arguments: [false, true])
    func `an id in a roster that the journal holds for another name blocks the row`(isUpperCase: Bool) async throws {
        try await pendingAndStranded { rollcall, sandbox, id in
            let text = isUpperCase ? id.uppercased() : id
            try rollcall.home.write(
                "username,password,state,flowserv_id\nx,secret,active,\(text)\ny,secret,pending,\n", to: "team.csv")
            let plan = try await rollcall("plan", "team.csv", "--format", "json").decoded(as: PlanDocument.self)
            #expect(plan.actions.isEmpty)
            #expect(plan.blocked.map(\.code) == ["foreign-id"])
            try await rollcall("apply", "team.csv", "--yes").expect(3)
            #expect(await !isActive("y", sandbox))
            #expect(try await rollcall("status").output.contains("x is stranded"))
        }
    }

    @Test func `an id that stands twice in a roster, or is listed under another name, blocks the rows`() async throws
    {
        try await Command.onSandbox { rollcall, sandbox in
            for name in ["x", "z"] { await sandbox.addAccount(name, password: "a stranger's", active: false) }
            await sandbox.addAccount("listed", password: "hers")
            let accounts = await sandbox.accounts()
            func id(_ name: String) -> String { accounts.first { $0.username == name }?.id ?? "" }
            try rollcall.home.write("username,password\nx,secret\nz,secret\n", to: "team.csv")
            try await rollcall("apply", "team.csv", "--yes").expect(3)
            for ids in [[id("x"), id("x")], [id("listed"), id("admin")]] {
                try rollcall.home.write(
                    "username,password,flowserv_id\nx,secret,\(ids[0])\nz,secret,\(ids[1])\n", to: "ids.csv")
                let plan = try await rollcall("plan", "ids.csv", "--format", "json").decoded(as: PlanDocument.self)
                #expect(plan.blocked.map(\.code) == ["foreign-id", "foreign-id"])
            }
        }
    }

    @Test(arguments: ["adopt", "flowserv_id"])
    func `on a real server the stranger's password does not log in to an adopted account, and the new one does`(
        way: String
    ) async throws {
        try await Command.onRealServer { rollcall, server in
            let stranger = [
                "user", "register", "ann", "--pending", "--journal", "hers.sqlite", "--password-file", "-",
            ]
            try await rollcall.run(stranger, input: "the stranger's\n").expect(0)
            try rollcall.home.write("username\nann\n", to: "team.csv")
            try await rollcall.run(["apply", "team.csv"] + Self.generated + ["1.csv"]).expect(3)
            let id = try #require(try server.accounts().first { $0.name == "ann" }?.id)
            if way == "adopt" {
                try await rollcall("account", "adopt", "ann", id).expect(0)
            } else {
                try rollcall.home.write("username,flowserv_id\nann,\(id)\n", to: "team.csv")
            }
            let plan = try await rollcall("plan", "team.csv", "--generate-passwords")
            #expect(plan.output.contains("(adopted: a new first password is set)"))
            let without = try await rollcall("plan", "team.csv", "--format", "json").decoded(as: PlanDocument.self)
            #expect(without.blocked.map(\.code) == ["no-password"])
            try await rollcall.run(["apply", "team.csv"] + Self.generated + ["2.csv"]).expect(0)
            let password = try #require(try rollcall.credentials("2.csv").values("password")["ann"])
            let stranded = try await rollcall.logsIn("ann", "the stranger's")
            let works = try await rollcall.logsIn("ann", password)
            #expect(!stranded && works)
            #expect(try rollcall.secretFiles == [])
            try await rollcall("plan", "team.csv", "--generate-passwords", "--detailed-exitcode").expect(0)
        }
    }

    /// An account that a stranger has signed up, stranded and adopted.
    private func adopted(
        _ options: String..., roster: String = "username\nann\n",
        _ body: @escaping @Sendable (Command, SandboxBackend, MisbehavingProxy) async throws -> Void
    ) async throws {
        try await Command.behindProxy { rollcall, sandbox, proxy in
            await sandbox.addAccount("ann", password: "the stranger's", active: false)
            try rollcall.home.write(roster, to: "team.csv")
            try await rollcall.run(["apply", "team.csv"] + Self.generated + ["|false"]).expect(3)
            let id = try #require(await sandbox.accounts().first { $0.username == "ann" }?.id)
            try await rollcall.run(["account", "adopt", "ann", id] + options).expect(0)
            try await body(rollcall, sandbox, proxy)
        }
    }

    @Test func `the roster's password is set where it has one`() async throws {
        try await adopted(roster: "username,password\nann,hers\n") { rollcall, _, _ in
            try await rollcall("apply", "team.csv", "--yes").expect(0)
            let (old, new) = (
                try await rollcall.logsIn("ann", "the stranger's"), try await rollcall.logsIn("ann", "hers")
            )
            #expect(!old && new)
        }
    }

    @Test func `with --invite nobody's password logs in until its owner has chosen one`() async throws {
        try await adopted { rollcall, _, _ in
            try await rollcall(
                "apply", "team.csv", "--yes", "--invite", "--credentials", "invitations.csv"
            ).expect(0)
            let old = try await rollcall.logsIn("ann", "the stranger's")
            #expect(!old)
            let id = try #require(try rollcall.credentials("invitations.csv").values("request_id")["ann"])
            let both = ["user", "reset-password", "--request-id-file", "-", "--password-file", "-"]
            try await rollcall.run(both, input: "\(id)\nchosen\n").expect(0)
            let works = try await rollcall.logsIn("ann", "chosen")
            #expect(works)
        }
    }

    @Test func `--keep-password keeps it`() async throws {
        try await adopted("--keep-password") { rollcall, sandbox, _ in
            try await rollcall("apply", "team.csv", "--yes").expect(0)
            let stays = try await rollcall.logsIn("ann", "the stranger's")
            #expect(stays)
            #expect(await sandbox.callCounts()[.resetPassword] == nil)
        }
    }

    @Test func `an adopted account that is wanted pending is left alone until it is activated`() async throws {
        try await adopted { rollcall, sandbox, _ in
            try rollcall.home.write("username,state\nann,pending\n", to: "team.csv")
            try await rollcall.run(["apply", "team.csv"] + Self.generated + ["1.csv"]).expect(0)
            #expect(await sandbox.callCounts()[.requestPasswordReset] == nil)
            try rollcall.home.write("username\nann\n", to: "team.csv")
            try await rollcall.run(["apply", "team.csv"] + Self.generated + ["2.csv"]).expect(0)
            let works = try await rollcall.logsIn(
                "ann", rollcall.credentials("2.csv").values("password")["ann"] ?? "")
            #expect(works)
        }
    }

    @Test(arguments: [
        (1, ProxyTrap.Moment.carriedOut), (3, .arrived), (3, .carriedOut), (4, .arrived), (4, .carriedOut),
    ])
    func `a process that is killed on the way leaves nobody in with the stranger's password`(
        number: Int, moment: ProxyTrap.Moment
    ) async throws {
        try await adopted { rollcall, _, proxy in
            // The activation, or after descriptor and login the request of the reset and the reset.
            try await rollcall.killed(
                ["apply", "team.csv"] + Self.generated + ["1.csv"], behind: proxy, at: moment,
                of: number == 1 ? .activate : .other, number: number)
            try await rollcall.run(["resume"]).expect(0)
            let old = try await rollcall.logsIn("ann", "the stranger's")
            let works = try await rollcall.logsIn(
                "ann", rollcall.credentials("1.csv").values("password")["ann"] ?? "")
            #expect(!old && works)
            try await rollcall("plan", "team.csv", "--generate-passwords", "--detailed-exitcode").expect(0)
        }
    }

    @Test func `a reset that fails keeps the account in the plan until its password is set`() async throws {
        try await adopted { rollcall, sandbox, _ in
            await sandbox.inject(Fault(.resetPassword, times: nil, .statusBefore(400, message: "not now")))
            let applied = try await rollcall.run(["apply", "team.csv"] + Self.generated + ["1.csv"])
            applied.expect(3)
            #expect(applied.output.contains("ann: its first password could not be set"))
            #expect(!FileManager.default.fileExists(atPath: rollcall.home.file("1.csv")))
            await sandbox.clearFaults()
            try await rollcall.run(["apply", "team.csv"] + Self.generated + ["2.csv"]).expect(0)
            let old = try await rollcall.logsIn("ann", "the stranger's")
            let works = try await rollcall.logsIn(
                "ann", rollcall.credentials("2.csv").values("password")["ann"] ?? "")
            #expect(!old && works)
        }
    }
}

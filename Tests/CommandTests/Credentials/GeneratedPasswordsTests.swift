import FlowServ
import Foundation
import Sandbox
import TestSupport
import Testing

/// `--generate-passwords` and `--credentials`.
struct GeneratedPasswordsTests {
    private static let roster = "username,password,state\nzoe,,\nann,her own,\nbob,,pending\n"
    private static let apply = [
        "apply", "team.csv", "--yes", "--generate-passwords", "--credentials", "credentials.csv",
    ]

    private func onSandbox(
        _ roster: String = roster, _ body: (Command, SandboxBackend) async throws -> Void
    ) async throws {
        try await Command.onSandbox { rollcall, sandbox in
            try rollcall.home.write(roster, to: "team.csv")
            try await body(rollcall, sandbox)
        }
    }

    @Test func `everybody gets a password that works, in the order of the roster, and the secret goes`() async throws
    {
        try await onSandbox { rollcall, _ in
            let applied = try await rollcall.run(Self.apply)
            applied.expect(0)
            #expect(
                applied.output.contains("credentials of 3 accounts: in \(rollcall.home.file("credentials.csv"))\n"))
            let file = try rollcall.credentials()
            #expect(file.names == ["zoe", "ann", "bob"])
            #expect(file.values("state") == ["zoe": "active", "ann": "active", "bob": "pending"])
            let passwords = file.values("password")
            #expect(passwords["ann"] == "her own" && passwords["zoe"]?.count == 26 && passwords["bob"]?.count == 26)
            let works = try await rollcall.logsIn("zoe", passwords["zoe"] ?? "")
            #expect(works)
            let id = try #require(file.values("flowserv_id")["bob"])
            try await rollcall("user", "activate", id).expect(0)
            let worksOnceActive = try await rollcall.logsIn("bob", passwords["bob"] ?? "")
            #expect(worksOnceActive)
            #expect(try rollcall.secretFiles == [])
            #expect(try await rollcall("status").output.contains("Nothing needs attention."))
        }
    }

    @Test func `the plan says who gets which, and a reviewed plan hands out what it says`() async throws {
        try await onSandbox { rollcall, sandbox in
            let plan = try await rollcall("plan", "team.csv", "--generate-passwords", "--out", "plan.json")
            plan.expect(0)
            #expect(plan.output.contains("zoe  active   team.csv:2  (password generated)"))
            #expect(plan.output.contains("ann  active   team.csv:3\n"))
            let without = try await rollcall("apply", "--plan", "plan.json", "--yes")
            without.expect(64)
            #expect(without.errors.contains("--generate-passwords needs --credentials FILE"))
            #expect(await sandbox.registers().isEmpty)
            let applied = try await rollcall(
                "apply", "--plan", "plan.json", "--yes", "--credentials", "credentials.csv")
            applied.expect(0)
            #expect(try rollcall.credentials().names == ["zoe", "ann", "bob"])
        }
    }

    @Test func `without a source the plan blocks the account and says the three ways`() async throws {
        try await onSandbox { rollcall, _ in
            let plan = try await rollcall("plan", "team.csv")
            plan.expect(0)
            let words = plan.output.split(whereSeparator: \.isWhitespace).joined(separator: " ")
            for way in ["Write one into its password field", "--generate-passwords", "--invite"] {
                #expect(words.contains(way))
            }
        }
    }

    @Test func `--password-length sets the length, and fewer than 128 bits are refused`() async throws {
        try await onSandbox { rollcall, sandbox in
            for length in ["25", "129", "many"] {
                try await rollcall.run(Self.apply + ["--password-length", length]).expect(64)
            }
            #expect(await sandbox.registers().isEmpty)
            try await rollcall.run(Self.apply + ["--password-length", "40"]).expect(0)
            #expect(try rollcall.credentials().values("password")["zoe"]?.count == 40)
        }
    }

    @Test func `an account gets a password or an invitation, not both`() async throws {
        try await onSandbox { rollcall, _ in
            let both = try await rollcall.run(Self.apply + ["--invite"])
            both.expect(64)
            #expect(both.errors.contains("either --generate-passwords or --invite"))
        }
    }

    @Test func `existing passwords are never touched, whatever the roster says`() async throws {
        try await onSandbox("username,password\nadmin,new in the roster\nann,\n") { rollcall, sandbox in
            await sandbox.addAccount("ann", password: "chosen long ago")
            let rollcall = rollcall.with(["ROLLCALL_ACCEPT": "new-journal"])
            for arguments in [Self.apply, Array(Self.apply.dropLast(3)) + ["--invite", "--credentials", "c.csv"]] {
                try await rollcall.run(arguments).expect(0)
            }
            let adminStays = try await rollcall.logsIn("admin", "admin secret")
            let annStays = try await rollcall.logsIn("ann", "chosen long ago")
            #expect(adminStays && annStays)
            let calls = await sandbox.callCounts()
            #expect(calls[.resetPassword] == nil && calls[.requestPasswordReset] == nil && calls[.register] == nil)
            #expect(!FileManager.default.fileExists(atPath: rollcall.home.file("credentials.csv")))
        }
    }
}

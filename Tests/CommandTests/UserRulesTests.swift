import Sandbox
import TestSupport
import Testing

/// What flowServ would take and nobody could use: single calls refuse it as rosters do.
struct UserRulesTests {
    @Test(arguments: [
        ("", "secret"), (" \t", "secret"), ("be\u{7}ll", "secret"), (String(repeating: "x", count: 257), "secret"),
        ("ann", " secret"), ("ann", "secret\u{A0}"), ("ann", "  "),
    ])
    func `register refuses names and passwords that cannot be used, before anything is sent`(
        _ name: String, _ password: String
    ) async throws {
        try await Command.onSandbox { rollcall, sandbox in
            let ending = try await rollcall(
                "user", "register", name, "--password-file", "-", input: password + "\n")
            ending.expect(64)
            #expect(!ending.errors.contains("\u{7}"))
            #expect(await sandbox.callCounts().isEmpty)
        }
    }

    @Test func `register strips the name as the server does, so that the journal has the right one`() async throws {
        try await Command.onSandbox { rollcall, sandbox in
            let padded = try await rollcall(
                "user", "register", "\u{2003}bob ", "--pending", "--password-file", "-", input: "secret\n")
            padded.expect(0)
            let bob = try #require(await sandbox.accounts().first { $0.username == "bob" })
            #expect(padded.output == "\(bob.id)  bob\n")
            // The journal knows bob's id, so wanting him active is an activation.
            try rollcall.home.write("username\nbob\n", to: "team.csv")
            let plan = try await rollcall("plan", "team.csv", "--format", "json").decoded(as: PlanDocument.self)
            #expect(plan.actions.map(\.userID) == [bob.id])
        }
    }

    @Test func `reset-password refuses a password with outer white space and keeps the id good`() async throws {
        try await Command.onSandbox { rollcall, _ in
            let id = try await rollcall("user", "request-password-reset", "admin").output.dropLast()
            let arguments = ["user", "reset-password", String(id), "--password-file", "-"]
            let refused = try await rollcall.run(arguments, input: "new secret \n")
            refused.expect(64)
            let reset = try await rollcall.run(arguments, input: "new secret\n")
            reset.expect(0)
        }
    }

    @Test func `a second logout says that the token has ended`() async throws {
        try await Command.onSandbox { rollcall, _ in
            let login = try await rollcall("user", "login", "admin", "--password-file", "-", input: "admin secret\n")
            let session = rollcall.with(["FLOWSERV_ACCESS_TOKEN": String(login.output.dropLast())])
            let first = try await session("user", "logout")
            first.expect(0)
            let second = try await session("user", "logout")
            second.expect(5)
            #expect(second.errors.contains("the token has ended already"))
        }
    }
}

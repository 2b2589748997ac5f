import FlowServ
import Foundation
import Sandbox
import TestSupport
import Testing

/// `--invite`: passwords that nobody learns, and resets with which people choose their own.
struct InvitationTests {
    private static let apply = ["apply", "team.csv", "--yes", "--invite"]

    @Test func `an invited user of a real flowServ sets a password by the handed-out id and logs in`() async throws {
        try await Command.onRealServer { rollcall, _ in
            try rollcall.home.write("username\nann\nbob\n", to: "team.csv")
            let template = "https://lab.example.org/choose?id={request_id}"
            try await rollcall.run(
                Self.apply + ["--credentials", "credentials.csv", "--reset-url", template]
            ).expect(0)
            let file = try rollcall.credentials()
            #expect(file.names == ["ann", "bob"])
            for row in file.rows {
                let (name, id) = (row["username"] ?? "", row["request_id"] ?? "")
                #expect(row["password"] == "" && row["reset_url"] == "https://lab.example.org/choose?id=\(id)")
                let expires = try Date(row["expires"] ?? "", strategy: .iso8601)
                #expect(abs(expires.timeIntervalSinceNow - 24 * 3600) < 3600)
                let both = ["user", "reset-password", "--request-id-file", "-", "--password-file", "-"]
                try await rollcall.run(both, input: "\(id)\nchosen by \(name)\n").expect(0)
                let logsIn = try await rollcall.logsIn(name, "chosen by \(name)")
                #expect(logsIn)
            }
            #expect(try rollcall.secretFiles == [])
        }
    }

    @Test func `a pending account is invited by the run that activates it, whenever that is`() async throws {
        try await Command.onSandbox { rollcall, sandbox in
            try rollcall.home.write("username,activate_on\nann,2026-10-01\nbob,\n", to: "team.csv")
            let first = try await rollcall.run(Self.apply + ["--credentials", "1.csv", "--as-of", "2026-09-01"])
            first.expect(0)
            #expect(first.output.contains("1 invitation waits until the account is active"))
            #expect(try rollcall.credentials("1.csv").names == ["bob"])
            #expect(try await rollcall("status").output.contains("Nothing needs attention."))
            #expect(try rollcall.secretFiles.count == 1)

            let plan = try await rollcall("plan", "team.csv", "--as-of", "2026-10-01")
            #expect(plan.output.contains(/ann +active +team\.csv:2 +\(invited once active\)/))
            // The invitation is owed, whatever a later run is told about new accounts.
            let second = try await rollcall(
                "apply", "team.csv", "--yes", "--credentials", "2.csv", "--as-of", "2026-10-01")
            second.expect(0)
            #expect(try rollcall.credentials("2.csv").names == ["ann"])
            #expect(try rollcall.credentials("2.csv").values("request_id")["ann"]?.isEmpty == false)
            #expect(await sandbox.callCounts()[.requestPasswordReset] == 2)
            #expect(try rollcall.secretFiles == [])
        }
    }

    @Test func `what was asked for and not published is asked for again, and only that`() async throws {
        try await Command.onSandbox { rollcall, sandbox in
            try rollcall.home.write("username\nann\nbob\n", to: "team.csv")
            await sandbox.inject(
                Fault(.requestPasswordReset, username: "bob", times: nil, .statusBefore(400, message: "not now")))
            let first = try await rollcall.run(Self.apply + ["--credentials", "1.csv"])
            first.expect(3)
            #expect(first.output.contains("the others are still owed: bob: no invitation: "))
            #expect(try rollcall.credentials("1.csv").names == ["ann"])
            await sandbox.clearFaults()
            try await rollcall.run(Self.apply + ["--credentials", "2.csv"]).expect(0)
            #expect(try rollcall.credentials("2.csv").names == ["bob"])
            let ids = try ["1.csv", "2.csv"].flatMap { try rollcall.credentials($0).values("request_id").values }
            #expect(Set(ids).count == 2)
        }
    }

    @Test func `a reset's answer that was lost is no answer, and another is asked for`() async throws {
        try await Command.onSandbox { rollcall, sandbox in
            try rollcall.home.write("username\nann\n", to: "team.csv")
            await sandbox.inject(Fault(.requestPasswordReset, .closeAfter))
            try await rollcall.run(Self.apply + ["--credentials", "credentials.csv"]).expect(0)
            #expect(await sandbox.callCounts()[.requestPasswordReset] == 2)
            let id = try #require(try rollcall.credentials().values("request_id")["ann"])
            let both = ["user", "reset-password", "--request-id-file", "-", "--password-file", "-"]
            try await rollcall.run(both, input: "\(id)\nchosen\n").expect(0)
        }
    }

    @Test(arguments: [
        ["--invite"], ["--invite", "--credentials", "c.csv", "--reset-url", "https://lab.example.org/"],
    ])
    func `an invitation that could not be handed out is refused`(arguments: [String]) async throws {
        try await Command.onSandbox { rollcall, sandbox in
            try rollcall.home.write("username\nann\n", to: "team.csv")
            try await rollcall.run(["apply", "team.csv", "--yes"] + arguments).expect(64)
            #expect(await sandbox.registers().isEmpty)
        }
    }
}

import FlowServ
import Sandbox
import TestSupport
import Testing

/// Several rosters are read as one.
struct SeveralRostersTests {
    private func onRosters(_ body: (Command, SandboxBackend) async throws -> Void) async throws {
        try await Command.onSandbox { rollcall, sandbox in
            try rollcall.home.write("username,password\nann,secret\nbob,secret\n", to: "team.csv")
            try rollcall.home.write(
                "<users>\n<user username='bob' password='x'/>\n<user username='cid' password='x'/>\n</users>\n",
                to: "guests.xml")
            try await body(rollcall, sandbox)
        }
    }

    @Test func `a name in two files is a duplicate, with the lines of both`() async throws {
        try await onRosters { rollcall, sandbox in
            let check = try await rollcall("check", "team.csv", "guests.xml", "-", input: "login;x\ndee;1\nann;2\n")
            check.expect(4)
            for line in [
                "team.csv: 2 rows", "guests.xml: 2 rows", "2 valid accounts",
                "4 problems: 4 duplicate-username.",
            ] { #expect(check.output.contains(line), "\(check.output)") }
            for (place, name, other) in [
                ("team.csv:3:1", "bob", "guests.xml:2:1"), ("guests.xml:2:1", "bob", "team.csv:3:1"),
                ("standard input:3:1", "ann", "team.csv:2:1"),
            ] {
                let line = check.output.split(separator: "\n").first { $0.hasPrefix("\(place): \"\(name)\"") }
                #expect(line?.contains(other) ?? false, "\(check.output)")
                #expect(line?.contains("password") ?? false, "\(check.output)")
            }
            let applied = try await rollcall("apply", "team.csv", "guests.xml", "--yes")
            applied.expect(4)
            #expect(await sandbox.callCounts().isEmpty)
        }
    }

    @Test func `with --skip-invalid all rows of the name are blocked`() async throws {
        try await onRosters { rollcall, sandbox in
            let applied = try await rollcall("apply", "team.csv", "guests.xml", "--yes", "--skip-invalid")
            applied.expect(3)
            #expect(applied.output.contains("2 planned, 2 succeeded, 2 blocked"))
            #expect(await sandbox.accounts().map(\.username).sorted() == ["admin", "ann", "cid"])
            let plan = try await rollcall("plan", "team.csv", "guests.xml", "--skip-invalid", "--format", "json")
                .decoded(as: PlanDocument.self)
            #expect(plan.blocked.map(\.code) == ["duplicate-username", "duplicate-username"])
        }
    }

    @Test(arguments: [["check", "-", "-"], ["plan", "-", "team.csv", "-"], ["apply", "-", "-", "--yes"]])
    func `standard input is read once`(arguments: [String]) async throws {
        try await onRosters { rollcall, _ in
            let ending = try await rollcall.run(arguments, input: "username\nann\n")
            ending.expect(64)
            #expect(ending.errors.contains("- is given twice"))
        }
    }

    @Test func `a check finds duplicates without room for temporary files`() async throws {
        let rollcall = try Command(server: "http://127.0.0.1:1").with(["TMPDIR": "/nonexistent"])
        let rows = (1...40_000).map { "someone-with-a-rather-long-name-\($0)@example.org,\n" }.joined()
        try rollcall.home.write(
            "username,state\n" + rows + "someone-with-a-rather-long-name-7@example.org,pending\n", to: "team.csv")
        let check = try await rollcall("check", "team.csv")
        check.expect(4)
        #expect(check.output.replacing(",", with: "").contains("39999 valid accounts"))
        #expect(check.output.contains("2 problems: 2 duplicate-username."))
    }

    @Test func `who has left under one spelling does not come back under another`() async throws {
        try await Command.onSandbox { rollcall, sandbox in
            try rollcall.home.write("login,status\nanna1@x.org,DEPROVISIONED\nbert@x.org,ACTIVE\n", to: "okta.csv")
            try rollcall.home.write("username,password\nAnna1@x.org,Sx-12345\nbert@x.org,\n", to: "hr.csv")
            let plan = try await rollcall("plan", "hr.csv", "okta.csv", "--skip-invalid")
            #expect(
                plan.output.contains("\"anna1@x.org\""),
                "\(plan.everything)")
            _ = try await rollcall("apply", "hr.csv", "okta.csv", "--yes", "--skip-invalid")
            #expect(await !sandbox.accounts().map(\.username).contains("Anna1@x.org"))
        }
    }
}

import Foundation
import Sandbox
import TestSupport
import Testing

/// Which server a journal belongs to, and how that server may be spelled.
struct BindingTests {
    private static let people = People(4) { _ in false }

    private func onSandbox(_ body: (Command, _ server: String) async throws -> Void) async throws {
        try await Command.onSandbox { rollcall, _ in
            try rollcall.home.write(Self.people.csv(), to: "team.csv")
            try await body(rollcall, try #require(rollcall.environment["ROLLCALL_SERVER"]))
        }
    }

    @Test(arguments: [
        ["apply", "team.csv", "--yes"], ["apply", "team.csv", "--dry-run"],
        ["user", "register", "zoe", "--password-file", "-"],
    ])
    func `a server that no run has reached is not the journal's`(_ arguments: [String]) async throws {
        try await onSandbox { rollcall, _ in
            let typo = ["--server", "http://127.0.0.1:9/flowserv/api/v1"]
            try await rollcall.run(arguments + typo, input: "secret\n").expect(5)
            try await rollcall("apply", "team.csv", "--yes").expect(0)
        }
    }

    @Test func `a dry run against another server, and a refused apply, bind nothing`() async throws {
        try await onSandbox { rollcall, _ in
            try await onSandbox { staging, server in
                try await rollcall("apply", "team.csv", "--dry-run", "--server", server).expect(0)
                try await rollcall("apply", "team.csv", "--server", server).expect(6)
                try await rollcall(
                    "apply", "team.csv", "--yes", "--shard", "0/2", "--max-changes", "0", "--server", server
                )
                .expect(6)
            }
            try await rollcall("apply", "team.csv", "--yes").expect(0)
        }
    }

    @Test func `spellings of one address are one server`() async throws {
        try await onSandbox { rollcall, here in
            let port = try #require(here.firstMatch(of: /:(\d+)\//)?.output.1)
            let spellings = [
                here, "HTTP://LocalHost:\(port)/flowserv/api/v1/", "http://LOCALHOST:\(port)/flowserv/api/v1",
            ]
            try await rollcall("plan", "team.csv", "--out", "plan.json").expect(0)
            for (number, spelling) in spellings.reversed().enumerated() {
                let applied = try await rollcall("apply", "--plan", "plan.json", "--yes", "--server", spelling)
                applied.expect(number == 0 ? 0 : 6)
                #expect(!applied.errors.contains("this server is"), "\(applied.errors)")
                try await rollcall("plan", "team.csv", "--detailed-exitcode", "--server", spelling).expect(0)
            }
            let other = try await rollcall("plan", "team.csv", "--server", "http://127.0.0.1:9/flowserv/api/v1")
            other.expect(1)
        }
    }

    @Test func `a login that was saved under one spelling is found under another`() async throws {
        try await onSandbox { rollcall, here in
            let nobody = rollcall.with(["ROLLCALL_USERNAME": nil, "ROLLCALL_PASSWORD": nil])
            let login = ["user", "login", "admin", "--password-file", "-", "--save"]
            try await nobody.run(login, input: "admin secret\n").expect(0)
            let local = here.replacing("127.0.0.1", with: "LOCALHOST")
            try await nobody("user", "whoami", "--server", local).expect(0)
            // There is one login for one server, whatever it is called.
            try await nobody.run(login + ["--server", local], input: "admin secret\n").expect(0)
            let saved = try nobody.home.read(".config/rollcall/credentials")
            #expect(saved.matches(of: /http:/).count == 1, "\(saved)")
            try await nobody("user", "logout").expect(0)
            try await nobody("user", "whoami", "--server", local).expect(5)
        }
    }

    @Test func `the remedy for a server that has moved works when it is typed`() async throws {
        try await onSandbox { rollcall, here in
            try await rollcall("apply", "team.csv", "--yes", "--journal", "my journal.sqlite").expect(0)
            try await onSandbox { moved, there in
                let arguments = ["plan", "team.csv", "--journal", "my journal.sqlite", "--server", there]
                let refused = try await rollcall.run(arguments)
                refused.expect(1)
                let remedy = try #require(
                    refused.errors.firstMatch(of: /type: rollcall (journal rename-server .+)/)?.output.1)
                #expect(remedy == "journal rename-server --journal 'my journal.sqlite' \(here) \(there)")
                let program = try PackageFiles.program("rollcall")
                let typed = try await Program(
                    "/bin/sh", ["-c", "'\(program)' \(remedy)"], environment: rollcall.environment,
                    directory: rollcall.home.path
                ).run()
                typed.expect(0)
                try await rollcall.run(arguments).expect(0)
            }
        }
    }
}

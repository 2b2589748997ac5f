import Accounts
import FlowServ
import Foundation
import Sandbox
import TestSupport
import Testing

/// Every remedy that is printed is typed as it is printed, and the trouble is gone: those of runs, plans and what is owed.
struct RemedyTests {
    /// A wave of which one registration was refused.
    private func held(
        _ body: @escaping @Sendable (Shell, SandboxBackend, String) async throws -> Void
    ) async throws {
        try await Shell.onRoster("a,secret,active\nb,secret,active\n") { shell, sandbox in
            await sandbox.inject(Fault(.register, username: "b", .statusBefore(400, message: "weak")))
            let applied = try await shell(Shell.apply + "--two-phase")
            applied.expect(3)
            try await body(shell, sandbox, applied.output)
        }
    }

    @Test func `the rest of a held wave is registered`() async throws {
        try await held { shell, _, _ in
            try await shell.type(
                "apply --journal j.sqlite --two-phase ROSTER", in: shell.status(), Shell.roster, adding: "--yes"
            ).expect(0)
            try await shell.expectPeace()
        }
    }

    @Test(arguments: ["report", "status", "resume", "plan"])
    func `a held wave is activated without the rest`(place: String) async throws {
        try await held { shell, sandbox, report in
            await sandbox.inject(Fault(.register, username: "b", .statusBefore(400, message: "weak")))
            let text =
                switch place {
                case "report": report
                case "status": try await shell.status()
                case "resume": try await shell("rollcall resume --journal j.sqlite").errors
                default: try await shell(Shell.apply).output
                }
            try await shell.type("resume --journal j.sqlite --activate-rest", in: text).expect(3)
            #expect(await sandbox.accounts().contains { $0.username == "a" && $0.active })
            #expect(!(try await shell.status()).contains("stay pending"))
        }
    }

    @Test(arguments: ["status", "report", "report without a place"])
    func `owed credentials are delivered`(place: String) async throws {
        try await Shell.onRoster("ann,secret,active\n") { shell, _ in
            let owing = try await shell(Shell.apply + "--credentials '|false'")
            owing.expect(3)
            let text =
                switch place {
                case "status": try await shell.status()
                case "report": owing.output
                default: try await shell(Shell.apply).output
                }
            try await shell.type(
                "apply.*?FILE", in: text, ["ROSTER": "team.csv", "FILE": "c.csv"], adding: "--yes"
            ).expect(0)
            #expect(try shell.rollcall.credentials("c.csv").names == ["ann"])
            try await shell.expectPeace()
        }
    }

    @Test func `what is owed to an account that was removed for good is owed no more`() async throws {
        try await Shell.onRoster("ann,,active\n") { shell, sandbox in
            try await shell(Shell.apply + "--generate-passwords --credentials '|false'").expect(3)
            await sandbox.removeAccounts(named: "ann")
            try shell.rollcall.home.write("username\nadmin\n", to: "team.csv")
            let told = try await shell(Shell.apply + "--generate-passwords --credentials c.csv")
            told.expect(3)
            try await shell.type("account retry.*?NAME", in: told.output, ["NAME": "ann"]).expect(0)
            #expect(!(try await shell.status()).contains("rollcall account retry"))
            try await shell(Shell.apply + "--generate-passwords --credentials c.csv").expect(0)
            try await shell.expectPeace()
            #expect(
                try FileManager.default.contentsOfDirectory(atPath: shell.rollcall.home.path)
                    .allSatisfy { !$0.contains("secret") })
        }
    }

    @Test func `an account whose password is not ours gets a reset for its owner`() async throws {
        try await Shell.onRoster("ann,,active\n") { shell, sandbox in
            try await shell(Shell.apply + "--generate-passwords --credentials '|false'").expect(3)
            let service = InMemoryUserService(sandbox)
            let request = try await service.requestPasswordReset(for: "ann")
            _ = try await service.resetPassword(request, to: Secret("her own"))
            let told = try await shell(Shell.apply + "--generate-passwords --credentials c.csv")
            told.expect(3)
            let asked = try await shell.type("user request-password-reset NAME", in: told.output, ["NAME": "ann"])
            asked.expect(0)
            #expect(asked.output.utf8.count > 30)
            try await shell(Shell.apply).expect(0)
            try await shell.expectPeace()
        }
    }

    @Test func `blocked rows are explained by a plan, and a long plan by a longer one`() async throws {
        let rows = (1...30).map { "user\($0),,active\n" }.joined()
        try await Shell.onRoster(rows) { shell, _ in
            try await shell(Shell.apply).expect(3)
            let plan = try await shell.type("plan --journal j.sqlite ROSTER", in: shell.status(), Shell.roster)
            plan.expect(0)
            #expect(plan.output.contains("--generate-passwords"))
            let whole = try await shell.type("plan.*?--all ROSTER", in: plan.output, Shell.roster)
            whole.expect(0)
            #expect(whole.output.contains("user30"))
            let unasked = try await shell(
                "rollcall apply team.csv --where username=user7 --generate-passwords --credentials c.csv --journal j.sqlite"
            )
            unasked.expect(6)
            // Without the flags it would be the plan of another night.
            let planned = try await shell.type("plan .*? ROSTER", in: unasked.errors, Shell.roster)
            planned.expect(0)
            #expect(planned.output.contains("user7") && planned.output.contains("1 to register"), "\(planned.output)")
        }
    }

    @Test func `a long list of problems is shown whole`() async throws {
        try await Shell.onRoster((1...80).map { "user\($0),secret,perhaps\n" }.joined()) { shell, _ in
            let check = try await shell("rollcall check team.csv")
            let whole = try await shell.type("check --all ROSTER", in: check.everything, Shell.roster)
            whole.expect(4)
            #expect(whole.everything.contains("user80"))
        }
    }

    @Test func `a plan that is none, or does not fit any more, is made anew`() async throws {
        try await Shell.onRoster("ann,secret,active\n") { shell, _ in
            try shell.rollcall.home.write("no plan", to: "a plan.json")
            let none = try await shell("rollcall apply --plan 'a plan.json' --yes --journal j.sqlite")
            none.expect(6)
            try await shell.type("plan.*?ROSTER", in: none.errors, Shell.roster).expect(0)
            #expect(try shell.rollcall.home.read("a plan.json") == "no plan", "it may be a roster")
            try await shell("rollcall plan team.csv --out 'a plan.json' --journal j.sqlite").expect(0)
            try shell.rollcall.home.write("username,password\nann,secret\nbob,secret\n", to: "team.csv")
            let stale = try await shell("rollcall apply --plan 'a plan.json' --yes --journal j.sqlite")
            stale.expect(6)
            try await shell.type("plan.*?ROSTER", in: stale.errors, Shell.roster).expect(0)
            try await shell("rollcall apply --plan 'a plan.json' --yes --journal j.sqlite").expect(0)
            try await shell.expectPeace()
        }
    }

    @Test func `what stands in the way of a single registration is dealt with`() async throws {
        try await Shell.onRoster("ann,secret,pending\ndora,secret,active\nerik,secret,active\n") { shell, sandbox in
            await sandbox.addAccount("erik", password: "a stranger's", active: false)
            await sandbox.inject(Fault(.register, username: "dora", times: 2, .closeBefore))
            try await shell(Shell.apply).expect(3)
            func register(_ name: String) async throws -> Program.Ending {
                try await shell("echo secret | rollcall user register \(name) --password-file - --journal j.sqlite")
            }
            let pending = try await register("ann")
            let activated = try await shell.type("user activate [0-9a-f]+", in: pending.errors)
            activated.expect(0)
            let stranded = try await register("erik")
            let told = try await shell.type("status --journal j.sqlite", in: stranded.errors)
            #expect(told.output.contains("erik is stranded"))
            let unknown = try await register("dora")
            try await shell.type(
                "apply.*?ROSTER", in: unknown.errors, Shell.roster, adding: "--yes --settle 0"
            ).expect(3)
            #expect(await sandbox.accounts().contains { $0.username == "dora" && $0.active })
        }
    }

    @Test func `an interrupted run is resumed as its end says`() async throws {
        try await Command.behindProxy { rollcall, _, proxy in
            try rollcall.home.write(People(4) { _ in false }.csv(), to: "team.csv")
            let shell = Shell(rollcall: rollcall)
            try await rollcall.killed(
                ["apply", "team.csv", "--yes", "--settle", "0", "--journal", "j.sqlite"], behind: proxy, at: .arrived,
                of: .register, number: 2)
            try await shell.type("resume --journal j.sqlite", in: shell.status(), adding: "--settle 1").expect(0)
            try await shell.expectPeace()
        }
    }
}

import FlowServ
import Foundation
import Sandbox
import TestSupport
import Testing

/// The remedies of accounts that are stranded, unknown or adopted, typed as they are printed.
struct StrandedRemedyTests {
    /// `ann` is stranded.
    private func stranded(
        _ body: @escaping @Sendable (Shell, SandboxBackend, String) async throws -> Void
    ) async throws {
        try await Shell.onRoster("ann,secret,active\n") { shell, sandbox in
            let account = await sandbox.addAccount("ann", password: "a stranger's", active: false)
            let applied = try await shell(Shell.apply)
            applied.expect(3)
            let told = try await shell.type("status --journal j.sqlite", in: applied.output)
            #expect(told.output.contains("ann is stranded"))
            try await body(shell, sandbox, try #require(account).id)
        }
    }

    @Test(arguments: ["status", "plan"])
    func `a stranded account is adopted`(place: String) async throws {
        try await stranded { shell, _, id in
            let text =
                place == "status"
                ? try await shell.status() : try await shell("rollcall plan team.csv --journal j.sqlite").output
            let adopted = try await shell.type("account adopt.*?ID", in: text, ["ID": id])
            adopted.expect(0)
            try await shell.type("apply.*?ROSTER", in: adopted.errors, Shell.roster, adding: "--yes").expect(0)
            try await shell.expectPeace()
        }
    }

    @Test func `a stranded account that was removed is tried again`() async throws {
        try await stranded { shell, sandbox, _ in
            await sandbox.removeAccounts(named: "ann")
            let retried = try await shell.type("account retry --journal j.sqlite ann", in: shell.status())
            retried.expect(0)
            try await shell.type("apply.*?ROSTER", in: shell.status(), Shell.roster, adding: "--yes").expect(0)
            try await shell.expectPeace()
        }
    }

    @Test func `an adopted account without a password to come keeps its own where that is said`() async throws {
        try await stranded { shell, sandbox, id in
            try shell.rollcall.home.write("username\nann\n", to: "team.csv")
            try await shell("rollcall account adopt ann \(id) --journal j.sqlite").expect(0)
            let plan = try await shell("rollcall plan team.csv --journal j.sqlite")
            try await shell.type("account adopt.*?--keep-password", in: plan.output).expect(0)
            try await shell(Shell.apply).expect(0)
            #expect(await sandbox.callCounts()[.resetPassword] == nil)
            try await shell.expectPeace()
        }
    }

    /// `dora` is unknown: two answers were lost, and what was asked for was carried out or not.
    private func unknown(
        wanted: String, _ effect: FaultEffect,
        _ body: @escaping @Sendable (Shell, SandboxBackend) async throws -> Void
    ) async throws {
        try await Shell.onRoster("dora,secret,\(wanted)\nerik,secret,active\n") { shell, sandbox in
            await sandbox.inject(Fault(.register, username: "dora", times: 2, effect))
            try await shell(Shell.apply).expect(3)
            await sandbox.clearFaults()
            try await body(shell, sandbox)
        }
    }

    @Test(arguments: ["active", "pending"])
    func `an unknown account is settled`(wanted: String) async throws {
        try await unknown(wanted: wanted, .closeBefore) { shell, _ in
            try await shell.type(
                "apply.*?ROSTER", in: shell.status(), Shell.roster, adding: "--yes --settle 0"
            ).expect(0)
            try await shell.expectPeace()
        }
    }

    @Test func `an unknown account whose row has left and that would be listed is forgotten`() async throws {
        try await unknown(wanted: "active", .closeBefore) { shell, sandbox in
            try shell.rollcall.home.write("username,password\nerik,secret\n", to: "team.csv")
            let plan = try await shell("rollcall plan team.csv --journal j.sqlite")
            #expect(plan.output.contains("its row is no longer in a roster"))
            try await shell.type(
                "apply.*?ROSTER", in: shell.status(), Shell.roster,
                adding: "--yes --settle 0 --generate-passwords --credentials c.csv"
            )
            .expect(3)
            #expect(!(try await shell.status()).contains("unknown"))
            #expect(await sandbox.registers(of: "dora").count == 2)
            try await shell(Shell.apply).expect(0)
            try await shell.expectPeace()
        }
    }

    @Test func `an unknown account whose row has left and that is listed is known`() async throws {
        try await Command.behindProxy { rollcall, _, proxy in
            let shell = Shell(rollcall: rollcall)
            try rollcall.home.write("username,password\ndora,secret\n", to: "team.csv")
            try await rollcall.killed(
                ["apply", "team.csv", "--yes", "--journal", "j.sqlite"], behind: proxy, at: .carriedOut,
                of: .register,
                number: 1)
            try rollcall.home.write("username,password\nerik,secret\n", to: "team.csv")
            try await shell(Shell.apply).expect(0)
            try await shell.expectPeace()
        }
    }

    @Test(arguments: ["the row again", "adopt", "retry"])
    func `an unknown pending account whose row is away stays unknown, with remedies that work`(
        remedy: String
    ) async throws {
        try await unknown(wanted: "pending", .closeBefore) { shell, sandbox in
            try shell.rollcall.home.write("username,password\nerik,secret\n", to: "team.csv")
            let plan = try await shell("rollcall plan team.csv --journal j.sqlite").output
            let words = plan.split(whereSeparator: \.isWhitespace).joined(separator: " ")
            #expect(words.contains("no roster has its row now"), "\(plan)")
            for _ in 0..<2 { try await shell(Shell.apply).expect(0) }
            #expect(await sandbox.registers(of: "dora").count == 2)
            let status = try await shell.status()
            #expect(status.contains("dora is unknown") && !status.contains("stranded"), "\(status)")
            switch remedy {
            case "adopt":
                let id = try #require(await sandbox.addAccount("dora", password: "secret", active: false)).id
                try await shell("rollcall account adopt dora \(id) --keep-password --journal j.sqlite").expect(0)
            case "retry":
                try await shell.type("account retry --journal j.sqlite dora", in: status, adding: "--settle 0")
                    .expect(0)
            default: try shell.rollcall.home.write("username,password\nerik,secret\ndora,secret\n", to: "team.csv")
            }
            try await shell(Shell.apply).expect(0)
            try await shell.expectPeace()
            if remedy == "the row again" {
                #expect(await sandbox.accounts().contains { $0.username == "dora" && $0.active })
            }
        }
    }

    @Test func `a registration by hand whose answer was lost is tried again as it says`() async throws {
        try await Shell.onRoster("erik,secret,active\n") { shell, sandbox in
            await sandbox.inject(Fault(.register, username: "dora", .statusBefore(403)))
            let register = "echo secret | rollcall user register dora --pending --password-file - --journal j.sqlite"
            let lost = try await shell(register)
            lost.expect(3)
            let clock = ContinuousClock()
            let start = clock.now
            try await shell.type("account retry --journal j.sqlite dora", in: lost.errors, adding: "--settle 3")
                .expect(0)
            // The registration may still be at work.
            #expect(clock.now - start >= .seconds(3))
            try await shell(register).expect(0)
            #expect(await sandbox.accounts().count { $0.username == "dora" } == 1)
        }
    }

    @Test func `a generated password of an adopted account is told to wait, and handed out once a login proves it`()
        async throws
    {
        try await Shell.onRoster("dora,,pending\n") { shell, sandbox in
            await sandbox.inject(Fault(.register, username: "dora", times: 2, .statusAfter(502, message: "lost")))
            let flags = "--generate-passwords --credentials "
            try await shell(Shell.apply + flags + "1.csv").expect(3)
            let id = try #require(await sandbox.accounts().first { $0.username == "dora" }).id
            try await shell("rollcall account adopt dora \(id) --keep-password --journal j.sqlite").expect(0)
            let waiting = try await shell(Shell.apply + flags + "2.csv")
            waiting.expect(3)
            #expect(waiting.output.contains("can be proved only once the account is active"), "\(waiting.output)")
            #expect(!FileManager.default.fileExists(atPath: shell.rollcall.home.file("2.csv")))
            try shell.rollcall.home.write("username\ndora\n", to: "team.csv")
            try await shell(Shell.apply + flags + "3.csv").expect(0)
            let password = try #require(try shell.rollcall.credentials("3.csv").values("password")["dora"])
            let works = try await shell.rollcall.logsIn("dora", password)
            #expect(works)
        }
    }

    @Test func `what is owed to a pending account can be owed no more, and its id stays`() async throws {
        try await Shell.onRoster("dora,,pending\n") { shell, sandbox in
            try await shell(Shell.apply + "--generate-passwords --credentials '|false'").expect(3)
            try await shell("rollcall account retry dora --journal j.sqlite").expect(0)
            try shell.rollcall.home.write("username\ndora\n", to: "team.csv")
            try await shell(Shell.apply + "--generate-passwords --credentials c.csv").expect(0)
            #expect(await sandbox.registers(of: "dora").count == 1)
            #expect(await sandbox.accounts().contains { $0.username == "dora" && $0.active })
        }
    }

    @Test func `an adopted account that somebody activates keeps no stranger's password unsaid`() async throws {
        try await stranded { shell, sandbox, id in
            try await shell("rollcall account adopt ann \(id) --journal j.sqlite").expect(0)
            try await shell("rollcall user activate \(id)").expect(0)
            try shell.rollcall.home.write("username,password\nerik,secret\n", to: "other.csv")
            try await shell("rollcall apply other.csv --yes --journal j.sqlite").expect(0)
            #expect(
                try await shell.status().contains(
                    "1 adopted account is active with the password of whoever made it: ann"))
            try shell.rollcall.home.write("username,password,state\nann,secret,pending\n", to: "team.csv")
            try await shell.type(
                "apply.*?ROSTER", in: shell.status(), Shell.roster, adding: "--yes --accept shrunken-roster"
            )
            .expect(0)
            try await shell.expectPeace()
            try await shell("echo secret | rollcall user login ann --password-file -").expect(0)
            try await shell("echo \"a stranger's\" | rollcall user login ann --password-file -").expect(5)
        }
    }

    @Test func `an adopted account that somebody activates keeps its password where that is said`() async throws {
        try await stranded { shell, _, id in
            try await shell("rollcall account adopt ann \(id) --journal j.sqlite").expect(0)
            try await shell("rollcall user activate \(id)").expect(0)
            try shell.rollcall.home.write("username,password\nerik,secret\n", to: "other.csv")
            try await shell("rollcall apply other.csv --yes --journal j.sqlite").expect(0)
            try await shell.type("account adopt.*?--keep-password", in: shell.status(), ["ID": id]).expect(0)
            try await shell("rollcall apply other.csv --yes --journal j.sqlite").expect(0)
            try await shell.expectPeace()
        }
    }

    @Test(arguments: ["a new one", "nobody waits"])
    func `a generated password that cannot be made any more is replaced or forgotten`(remedy: String) async throws {
        try await Shell.onRoster("ann,,active\n") { shell, _ in
            try await shell(Shell.apply + "--generate-passwords --credentials '|false'").expect(3)
            try await shell("rm -f j.sqlite.secret-*").expect(0)
            let told = try await shell(Shell.apply + "--generate-passwords --credentials c.csv")
            told.expect(3)
            if remedy == "a new one" {
                let request = try await shell.type("user request-password-reset ann", in: told.output)
                try shell.rollcall.home.write("a new one\n", to: "password")
                try await shell.type(
                    "user reset-password.*?-file -", in: told.output,
                    ["ID": request.output.trimmingCharacters(in: .newlines)], adding: "<password"
                ).expect(0)
            }
            try await shell.type("account retry --journal j.sqlite ann", in: told.output).expect(0)
            #expect(!(try await shell.status()).contains("still owed"))
            try await shell(Shell.apply + "--generate-passwords --credentials c.csv").expect(0)
            try await shell.expectPeace()
        }
    }

    @Test func `an unknown account whose id was found is adopted`() async throws {
        try await unknown(wanted: "pending", .statusAfter(502, message: "lost")) { shell, sandbox in
            let id = try #require(await sandbox.accounts().first { $0.username == "dora" }?.id)
            try await shell("rollcall account adopt dora \(id) --journal j.sqlite").expect(0)
            try await shell(Shell.apply).expect(0)
            try await shell.expectPeace()
        }
    }

    /// `ann` is stranded, and the id that was given for her is that of `otto`, whom the journal does not know.
    @Test(arguments: ["adopt", "retry", "roster"], [true, false])
    func `an id that turns out to be another account's is put right`(remedy: String, isActive: Bool) async throws {
        try await stranded { shell, sandbox, id in
            let otto = try #require(await sandbox.addAccount("otto", password: "his own", active: isActive))
            try await shell("rollcall account adopt ann \(otto.id) --journal j.sqlite").expect(0)
            try await shell(Shell.apply).expect(3)
            // An account that was pending is active now, and only so does the listing tell whose it is.
            if !isActive { try await shell(Shell.apply).expect(3) }
            #expect((await sandbox.callCounts()[.activate] == nil) == isActive)
            #expect(await sandbox.callCounts()[.resetPassword] == nil)
            let plan = try await shell("rollcall plan team.csv --journal j.sqlite").output
            let words = plan.split(whereSeparator: \.isWhitespace).joined(separator: " ")
            #expect(words.contains("shows \(otto.id) as the id of \"otto\""))
            let status = try await shell.status()
            #expect(status.contains("ann is stranded"))
            switch remedy {
            case "adopt": try await shell.type("account adopt.*?ID", in: status, ["ID": id]).expect(0)
            case "retry":
                await sandbox.removeAccounts(named: "ann")
                try await shell.type("account retry --journal j.sqlite ann", in: status).expect(0)
            default:
                try shell.rollcall.home.write("username,password,flowserv_id\nann,secret,\(id)\n", to: "team.csv")
            }
            try await shell(Shell.apply).expect(0)
            try await shell.expectPeace()
            try await shell("echo secret | rollcall user login ann --password-file -").expect(0)
        }
    }

    @Test func `a name that is not stranded is answered with those that are`() async throws {
        try await stranded { shell, _, _ in
            let refused = try await shell("rollcall account retry nobody --journal j.sqlite")
            refused.expect(1)
            let told = try await shell.type("status --journal j.sqlite", in: refused.errors)
            #expect(told.output.contains("ann is stranded"))
        }
    }
}

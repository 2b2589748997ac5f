import FlowServ
import Foundation
import Sandbox
import TestSupport
import Testing

/// Signals while rollcall waits for somebody else: whatever it is, the process has ended some ten seconds later.
struct PatientSignalTests {
    private static let people = People(3) { _ in false }
    private static let apply = ["apply", "team.csv", "--yes", "--timeout", "120"]
    private static let errors = "errors.txt"
    /// Ten seconds, and what a busy machine adds.
    private static let longest = Duration.seconds(14)

    /// Runs rollcall, sends a signal once something has come about, and expects the end in time.
    private func expectEnd(
        _ rollcall: Command, _ arguments: [String], _ number: Int32 = SIGTERM, within longest: Duration = longest,
        when condition: @Sendable @escaping () async throws -> Bool, sourceLocation: SourceLocation = #_sourceLocation
    ) async throws {
        try rollcall.home.write(Self.people.csv(), to: "team.csv")
        let clock = ContinuousClock()
        let sent = Handover<ContinuousClock.Instant>()
        let ending = try await rollcall.run(arguments, errorsTo: Self.errors) { pid in
            try await eventually("it waits", condition)
            await sent.give(clock.now)
            kill(pid, number)
        }
        let took = clock.now - (await sent.take())
        let errors = try rollcall.home.read(Self.errors)
        #expect(ending.shellCode == 128 + number, "\(ending.status)\n\(errors)", sourceLocation: sourceLocation)
        #expect(took < longest, "\(errors)", sourceLocation: sourceLocation)
    }

    @Test(arguments: [SIGTERM, SIGINT, SIGHUP])
    func `while a login is renewed`(signal: Int32) async throws {
        try await Command.onSandbox { rollcall, sandbox in
            await sandbox.inject(
                Fault(.list, nth: 2, .statusBefore(403, message: "not logged in")),
                Fault(.login, nth: 2, times: nil, .delay(.seconds(600))))
            try await expectEnd(rollcall, Self.apply, signal) { await sandbox.callCounts()[.login] == 2 }
        }
    }

    @Test func `while the server answers logins with errors`() async throws {
        try await Command.onSandbox { rollcall, sandbox in
            await sandbox.inject(
                Fault(.list, nth: 2, .statusBefore(403, message: "not logged in")),
                Fault(.login, nth: 2, times: nil, .statusBefore(503, retryAfter: "60")))
            try await expectEnd(rollcall, Self.apply) { await sandbox.callCounts()[.login] == 2 }
        }
    }

    @Test(arguments: [SIGTERM, SIGHUP])
    func `while an account is registered by hand, and what comes of it is said`(signal: Int32) async throws {
        try await Command.onSandbox { rollcall, sandbox in
            await sandbox.inject(Fault(.register, .delay(.seconds(3))))
            try rollcall.home.write("secret\n", to: "password")
            let register = ["user", "register", "ann", "--pending", "--password-file", "password"]
            try await expectEnd(rollcall, register, signal) { await sandbox.callCounts()[.register] == 1 }
            let account = try #require(await sandbox.accounts().first { $0.username == "ann" })
            try rollcall.home.write("username,password\nann,secret\n", to: "team.csv")
            try await rollcall("apply", "team.csv", "--yes").expect(0)
            #expect(await sandbox.accounts().first { $0.username == "ann" }?.id == account.id)
            #expect(await sandbox.registers().count == 1)
        }
    }

    @Test func `while an invitation is asked for`() async throws {
        try await Command.onSandbox { rollcall, sandbox in
            await sandbox.inject(Fault(.requestPasswordReset, times: nil, .delay(.seconds(600))))
            let people = "username\nann\nbob\n"
            try rollcall.home.write(people, to: "guests.csv")
            let apply = [
                "apply", "guests.csv", "--yes", "--timeout", "120", "--invite", "--credentials", "handout.csv",
            ]
            try await expectEnd(rollcall, apply) { await sandbox.callCounts()[.requestPasswordReset] == 2 }
            // What was not handed out is owed, and the next one brings it.
            await sandbox.clearFaults()
            try await rollcall("resume").expect(0)
            #expect(try rollcall.credentials("handout.csv").names == ["ann", "bob"])
        }
    }

    @Test(arguments: [
        "sleep 600", "trap '' TERM INT HUP; while :; do sleep 600; done", "cat >/dev/null; sleep 600; :",
    ])
    func `while a command does not end`(command: String) async throws {
        try await Command.onSandbox { rollcall, _ in
            try rollcall.home.write("username\nann\n", to: "guests.csv")
            let apply = [
                "apply", "guests.csv", "--yes", "--generate-passwords", "--credentials",
                "|echo $$ >started; \(command)",
            ]
            let home = rollcall.home
            try await expectEnd(rollcall, apply) { (try? home.read("started"))?.hasSuffix("\n") == true }
            let shell = try home.read("started").trimmingCharacters(in: .newlines)
            try await eventually("the whole group has gone with it") {
                // Dead ones may wait for somebody to ask for them.
                try await Program("/usr/bin/pgrep", ["-r", "R,S,D,T", "-g", shell]).run().code == 1
            }
            let resumed = try await rollcall("resume", "--credentials", "handout.csv")
            resumed.expect(0)
            #expect(try rollcall.credentials("handout.csv").names == ["ann"])
        }
    }

    @Test func `while nobody reads standard output`() async throws {
        try await Command.onSandbox { rollcall, sandbox in
            try rollcall.home.write(People(1_000) { _ in false }.csv(), to: "many.csv")
            let clock = ContinuousClock()
            let home = rollcall.home
            let sent = Handover<ContinuousClock.Instant>()
            let ending = try await Program(
                "/bin/sh",
                [
                    "-c", #"mkfifo pipe; exec "$0" "$@" 1<>pipe 2>errors.txt"#, try PackageFiles.program("rollcall"),
                    "apply", "many.csv", "--yes", "--format", "json", "--report", "report.json",
                ],
                environment: rollcall.environment, directory: rollcall.home.path
            ).run { pid in
                try await eventually("the run is over") {
                    FileManager.default.fileExists(atPath: home.file("report.json"))
                }
                await sent.give(clock.now)
                kill(pid, SIGTERM)
            }
            let took = clock.now - (await sent.take())
            #expect(ending.shellCode == 143, "\(ending.status)")
            #expect(took < Self.longest)
        }
    }

    @Test func `before the run, while the listing is read`() async throws {
        try await Command.onSandbox { rollcall, sandbox in
            await sandbox.inject(Fault(.list, times: nil, .delay(.seconds(600))))
            try rollcall.home.write(Self.people.csv(), to: "team.csv")
            let ending = try await rollcall.run(Self.apply, errorsTo: Self.errors) { pid in
                try await eventually("it waits") { await sandbox.callCounts()[.list] == 1 }
                kill(pid, SIGTERM)
            }
            #expect(ending.shellCode == 143, "\(ending.status)")
        }
    }

    @Test func `while a server that asked for a wait is waited for before the run`() async throws {
        try await Command.onSandbox { rollcall, sandbox in
            await sandbox.inject(Fault(.list, times: nil, .statusBefore(503, retryAfter: "60")))
            try rollcall.home.write(Self.people.csv(), to: "team.csv")
            let ending = try await rollcall.run(Self.apply, errorsTo: Self.errors) { pid in
                try await eventually("it says that it waits") {
                    (try? rollcall.home.read(Self.errors))?.contains("asks to wait 60 s") == true
                }
                kill(pid, SIGTERM)
            }
            #expect(ending.shellCode == 143, "\(ending.status)")
        }
    }

    @Test func `while it logs out at the end`() async throws {
        try await Command.onSandbox { rollcall, sandbox in
            await sandbox.inject(Fault(.logout, times: nil, .delay(.seconds(600))))
            try await expectEnd(rollcall, Self.apply + ["--logout"]) { await sandbox.callCounts()[.logout] == 1 }
        }
    }
}

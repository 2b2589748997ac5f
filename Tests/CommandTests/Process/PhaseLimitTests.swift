import FlowServ
import Foundation
import Sandbox
import TestSupport
import Testing

/// The limits of a run hold in every one of its phases, and a wait is said.
struct PhaseLimitTests {
    private static let apply = ["apply", "team.csv", "--yes", "--concurrency", "2"]
    private static let invite = apply + ["--invite", "--credentials", "handout.csv"]

    /// What answers with a wait, and in which run it is asked for.
    struct Phase: Sendable, CustomTestStringConvertible {
        let testDescription: String
        var arguments = apply
        var earlier: [Fault] = []
        let route: Route
        var number = 1
        /// Whether the run has begun by then, and everything was sent.
        var isInRun = true
        var isAtEnd = false
    }

    private static let phases = [
        Phase(testDescription: "the listing before the run", route: .list, isInRun: false),
        Phase(testDescription: "the login before the run", route: .login, isInRun: false),
        Phase(testDescription: "registers", route: .register),
        Phase(
            testDescription: "the listing of the canary", arguments: apply + ["--canary", "1"], route: .list,
            number: 2),
        Phase(
            testDescription: "the listing that settles", arguments: apply + ["--settle", "0"],
            earlier: [Fault(.register, nth: 1, .statusAfter(502))], route: .list, number: 2),
        Phase(testDescription: "the listing that verifies", route: .list, number: 2, isAtEnd: true),
        Phase(
            testDescription: "a login that is renewed",
            earlier: [Fault(.list, nth: 2, .statusBefore(403, message: "not logged in"))], route: .login, number: 2,
            isAtEnd: true),
        Phase(
            testDescription: "the proof of a password",
            arguments: apply + ["--settle", "0", "--generate-passwords", "--credentials", "handout.csv"],
            earlier: [Fault(.register, nth: 1, .statusAfter(502))], route: .login, number: 2),
        Phase(testDescription: "invitations", arguments: invite, route: .requestPasswordReset),
    ]

    private func carryOut(
        _ phase: Phase, waits: String, times: Int?,
        _ body: (Command, SandboxBackend, Program.Ending) async throws -> Void
    ) async throws {
        try await Command.onSandbox { rollcall, sandbox in
            let needsPasswords = !phase.arguments.contains("--credentials")
            try rollcall.home.write(
                needsPasswords
                    ? People(3) { _ in false }.csv() : "username\nuser1\nuser2\nuser3\n", to: "team.csv")
            for fault in phase.earlier { await sandbox.inject(fault) }
            await sandbox.inject(
                Fault(phase.route, nth: phase.number, times: times, .statusBefore(429, retryAfter: waits)))
            try await body(rollcall, sandbox, try await rollcall.run(phase.arguments))
        }
    }

    @Test(arguments: phases) func `a wait that is too long ends it at once`(_ phase: Phase) async throws {
        let clock = ContinuousClock()
        let start = clock.now
        try await carryOut(phase, waits: "7200", times: nil) { rollcall, sandbox, ending in
            ending.expect(5)
            #expect(clock.now - start < .seconds(60))
            guard phase.isInRun else {
                #expect(ending.errors.contains("7200 s"), "\(ending.errors)")
                #expect(!ending.errors.contains("outcome unknown"), "\(ending.errors)")
                return
            }
            #expect(ending.errors.contains("7200 s"), "\(ending.errors)")
            if phase.isAtEnd {
                #expect(ending.errors.contains("Everything was sent, but not verified."), "\(ending.errors)")
                return
            }
            #expect(ending.errors.contains("type: rollcall resume"), "\(ending.errors)")
            await sandbox.clearFaults()
            let settle = phase.earlier.isEmpty ? [] : ["--settle", "0"]
            try await rollcall.run(["resume"] + settle).expect(0)
            #expect(await sandbox.accounts().count == 4)
        }
    }

    @Test(arguments: phases) func `a short wait is said, and kept`(_ phase: Phase) async throws {
        let clock = ContinuousClock()
        let start = clock.now
        try await carryOut(phase, waits: "2", times: 1) { _, _, ending in
            ending.expect(0)
            #expect(clock.now - start >= .seconds(2))
            #expect(ending.errors.contains("the server asks to wait 2 s"), "\(ending.errors)")
        }
    }

    @Test func `a server that is gone is given up while invitations are asked for`() async throws {
        try await Command.onSandbox { rollcall, sandbox in
            try rollcall.home.write("username\nuser1\nuser2\nuser3\n", to: "team.csv")
            await sandbox.inject(Fault(.requestPasswordReset, times: nil, .statusBefore(503)))
            let ending = try await rollcall.run(Self.invite)
            #expect(ending.code == 3 || ending.code == 5, "\(ending.status)")
            await sandbox.clearFaults()
            try await rollcall.run(ending.code == 5 ? ["resume"] : Self.invite).expect(0)
            #expect(try rollcall.credentials("handout.csv").names == ["user1", "user2", "user3"])
        }
    }
}

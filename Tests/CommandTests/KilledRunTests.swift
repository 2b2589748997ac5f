import Foundation
import TestSupport
import Testing

/// `kill -9` in the middle of an apply on a real flowServ.
struct KilledRunTests {
    /// The settle time of these tests.  The default is for servers with long queues; this one is idle on the
    /// loopback interface, answers a register within milliseconds, and SQLite lets none wait longer than 5 s.
    private let settle = ["--settle", "6"]

    @Test func `resume finishes a killed run with nobody missing and nobody twice`() async throws {
        let people = People(60) { _ in false }
        try await behindProxy { rollcall, server, proxy in
            try rollcall.home.write(people.csv(), to: "team.csv")
            try await kill(applyOn: rollcall, proxy)
            #expect(try server.accounts().count == 15)
            #expect(try await rollcall("status").output.contains("type: rollcall resume"))

            let resumed = try await rollcall.run(["resume"] + settle)
            resumed.expect(0)
            try expectEverybodyOnce(people, server)
            #expect(try server.accounts().allSatisfy { $0.isActive })
            try await rollcall("plan", "team.csv", "--detailed-exitcode").expect(0)
        }
    }

    @Test func `a killed pending wave strands exactly those whose ids were lost, and adopting them finishes it`()
        async throws
    {
        let people = People(40) { _ in true }
        try await behindProxy { rollcall, server, proxy in
            try rollcall.home.write(people.csv(), to: "team.csv")
            try await kill(applyOn: rollcall, proxy)
            let resumed = try await rollcall.run(["resume", "--format", "json"] + settle)
            resumed.expect(3)
            try expectEverybodyOnce(people, server)
            let stranded = try expectIDs(in: try resumed.decoded(as: ReportDocument.self), server)
            #expect(stranded.count == 4)
            try await expectStatus(of: rollcall, toName: stranded)

            for row in try server.accounts() where stranded.contains(row.name) {
                try await rollcall("account", "adopt", row.name, row.id).expect(0)
            }
            try rollcall.home.write(people.csv(flipped: true), to: "team.csv")
            try await rollcall("apply", "team.csv", "--yes").expect(0)
            try expectEverybodyOnce(people, server)
            #expect(try server.accounts().allSatisfy { $0.isActive })
            #expect(try await rollcall("status").output.contains("Nothing needs attention."))
        }
    }

    private func behindProxy(
        _ body: @Sendable (Command, RealFlowServ, MisbehavingProxy) async throws -> Void
    ) async throws {
        try await Command.onRealServer { rollcall, server in
            try await MisbehavingProxy.run(before: server.url) { proxy in
                try await body(rollcall.with(["ROLLCALL_SERVER": proxy.url]), server, proxy)
            }
        }
    }

    /// Kills an apply when ten of its registers are answered and four more are carried out, but not answered yet.
    private func kill(applyOn rollcall: Command, _ proxy: MisbehavingProxy) async throws {
        let fourAreCarriedOut = Handover<Void>()
        let isKilled = Handover<Void>()
        for number in 11...14 {
            proxy.set(
                ProxyTrap([.register], .carriedOut, number: number) {
                    if number == 14 { await fourAreCarriedOut.give() }
                    await isKilled.take()
                })
        }
        let killed = try await rollcall("apply", "team.csv", "--yes", "--concurrency", "4") { pid in
            await fourAreCarriedOut.take()
            Foundation.kill(pid, SIGKILL)
            await isKilled.give()
        }
        #expect(killed.code == nil)
    }

    private func expectEverybodyOnce(_ people: People, _ server: RealFlowServ) throws {
        let names = try server.accounts().map(\.name).filter { $0 != "admin" }
        #expect(names.count == people.all.count)
        #expect(Set(names) == people.usernames)
    }

    /// Each account has the id that the server has for it, or is stranded.
    private func expectIDs(in report: ReportDocument, _ server: RealFlowServ) throws -> Set<String> {
        let ids = Dictionary(uniqueKeysWithValues: try server.accounts().map { ($0.name, $0.id) })
        for account in report.accounts where account.outcome != "stranded" {
            #expect(account.outcome == "succeeded" && account.userID == ids[account.username])
        }
        return Set(report.accounts.filter { $0.outcome == "stranded" }.map(\.username))
    }

    private func expectStatus(of rollcall: Command, toName stranded: Set<String>) async throws {
        let status = try await rollcall("status", "--all")
        status.expect(0)
        let named = status.output.matches(of: /type: rollcall account adopt (\S+) ID/).map { String($0.output.1) }
        #expect(Set(named) == stranded && named.count == stranded.count)
        for name in stranded { #expect(status.output.contains("type: rollcall account retry \(name)\n")) }
    }
}

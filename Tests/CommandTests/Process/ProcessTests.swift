import Accounts
import FlowServ
import TestSupport
import Testing

/// The real binary and the real flowServ with a misbehaving proxy between them, killed at random moments and started
/// again until everything is done.
struct ProcessTests {
    /// Some active, some pending; and a wave of two phases.
    private static let team = People(30) { $0.isMultiple(of: 3) }
    private static let wave = People(15, stems: ["wave"]) { _ in false }

    @Test func `whatever breaks, nobody is lost and nobody is there twice`() async throws {
        let seeds = Array(1...UInt64(Soak.isOn ? 60 : 3))
        let tally = try await withThrowingTaskGroup(of: ProcessTally.self) { group in
            var rest = seeds.makeIterator()
            var tally = ProcessTally()
            for _ in 0..<3 {
                if let seed = rest.next() { group.addTask { try await Self.survive(seed) } }
            }
            while let part = try await group.next() {
                tally += part
                if let seed = rest.next() { group.addTask { try await Self.survive(seed) } }
            }
            return tally
        }
        print("process suite: \(tally)")
        #expect(tally.lost == 0 && tally.twice == 0)
        #expect(tally.kills >= seeds.count && tally.faults >= seeds.count)
    }

    private static func survive(_ seed: UInt64) async throws -> ProcessTally {
        try await Command.onRealServer { rollcall, server in
            let temper = MisbehavingProxy.Temper(seed: seed, chance: 0.3, delay: Ordeal.delay)
            let (tally, registers) = try await MisbehavingProxy.run(before: server.url, temper) { proxy in
                var ordeal = Ordeal(rollcall, server, proxy, seed: seed)
                try await goThrough(&ordeal)
                return (ProcessTally(ordeal), proxy.log.registers)
            }
            // The proxy has ended, so nothing of what it held back is still to come.
            let rows = try server.accounts().filter { $0.name != "admin" }
            #expect(rows.allSatisfy { $0.isActive }, "seed \(seed)")
            #expect(Set(rows.map(\.name)) == team.usernames.union(wave.usernames), "seed \(seed)")
            try await expectLogins(server)
            // The proxy sees a client go later than the client itself; on a busy machine that may take a while.
            let invariant = RegisterInvariant(settleTime: .seconds(Ordeal.settle - 3))
            #expect(invariant.violations(in: registers) == [], "seed \(seed)")
            return tally.counting(rows, of: team.usernames.union(wave.usernames))
        }
    }

    private static func goThrough(_ ordeal: inout Ordeal) async throws {
        let home = ordeal.rollcall.home
        try home.write(team.csv(), to: "team.csv")
        try await ordeal.finish(["team.csv"], kills: 3)
        let rows = try ordeal.server.accounts().filter { $0.name != "admin" }
        #expect(Set(rows.filter(\.isActive).map(\.name)) == Set(team.active.map(\.username)))
        #expect(Set(rows.filter { !$0.isActive }.map(\.name)) == Set(team.pending.map(\.username)))
        try home.write(wave.csv(), to: "wave.csv")
        try await ordeal.finish(["--two-phase", "wave.csv"], kills: 2)
        // Activation shows whether the journal has the right ids.
        try home.write(team.csv(flipped: true), to: "team.csv")
        try await ordeal.finish(["team.csv"], kills: 1)
    }

    private static func expectLogins(_ server: RealFlowServ) async throws {
        try await RemoteUserService.connect(to: ServerAddress(server.url)).closing { service in
            for person in team.all + wave.all {
                let login = try await service.loginUser(person.username, password: Secret(person.password))
                #expect(login.user.username.text == person.username)
            }
        }
    }
}

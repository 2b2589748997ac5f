import Foundation
import TestSupport
import Testing

/// One journal and one server, and the processes that come and go until everything is done.
struct Ordeal {
    let rollcall: Command
    let server: RealFlowServ
    let proxy: MisbehavingProxy
    private(set) var runs = 0
    private(set) var kills = 0
    private(set) var stranded = 0
    private var random: SeededRandom

    /// Answers that take longer are given up.  Ordinary ones take some milliseconds.
    static let timeout = 2
    /// How long the proxy holds requests and answers back: longer than anybody waits for them.
    static let delay = Duration.milliseconds(2500)
    /// Within this time after an answer was given up, or after the start of a process, everything sent before is done:
    /// the delay of the proxy is over by half a second after a time-out and by 2.5 s after a kill, and the rest is left
    /// to a server that is idle but for this run.
    static let settle = 7
    /// Faults and kills at three of ten requests need about five runs for one roster; more is a defect.
    private static let mostRuns = 30

    init(_ rollcall: Command, _ server: RealFlowServ, _ proxy: MisbehavingProxy, seed: UInt64) {
        self.rollcall = rollcall.with(["ROLLCALL_SERVER": proxy.url])
        self.server = server
        self.proxy = proxy
        random = SeededRandom(seed: seed)
    }

    /// Lets processes run until nothing is left to do for a roster: `resume` where a run is unfinished, else `apply`.
    ///
    /// - Parameters:
    ///   - roster: What both `plan` and `apply` get.
    ///   - kills: How many of the processes are killed, the first ones.
    mutating func finish(_ roster: [String], kills: Int) async throws {
        var killsLeft = kills
        for _ in 1...Self.mostRuns {
            let ending = try await runOnce(roster, isKilled: killsLeft > 0)
            runs += 1
            if ending.code == nil {
                self.kills += 1
                killsLeft -= 1
            } else {
                let isKnown = [0, 3, 5].contains(ending.code)
                #expect(isKnown, "\(ending.status)\n\(ending.output)\n\(ending.errors)")
            }
            try await adoptTheStranded()
            if ending.code == 0 || ending.code == 3, try await isDone(roster) { return }
        }
        Issue.record("not done after \(Self.mostRuns) runs: \(try await rollcall("status").output)")
    }

    private mutating func runOnce(_ roster: [String], isKilled: Bool) async throws -> Program.Ending {
        let isUnfinished = try await rollcall("status").output.contains("is not finished")
        let arguments =
            (isUnfinished ? ["resume"] : ["apply", "--yes"] + roster)
            + ["--settle", "\(Self.settle)", "--timeout", "\(Self.timeout)"]
        guard isKilled else { return try await rollcall.run(arguments) }
        let moment = ProxyTrap.Moment.allCases.randomElement(using: &random) ?? .arrived
        let number = Int.random(in: 1...15, using: &random)
        let proxy = self.proxy
        let ending = try await rollcall.run(arguments) { pid in
            proxy.set(ProxyTrap([.register, .activate, .list], moment, number: number) { kill(pid, SIGKILL) })
        }
        proxy.clearTraps()
        return ending
    }

    private func isDone(_ roster: [String]) async throws -> Bool {
        try await rollcall.run(["plan", "--detailed-exitcode"] + roster).code == 0
    }

    /// What somebody with access to the database does about a stranded account.
    private mutating func adoptTheStranded() async throws {
        let status = try await rollcall("status", "--all").output
        for name in status.matches(of: /type: rollcall account adopt (\S+) ID(?! --keep-password)/).map({
            String($0.output.1)
        }) {
            let rows = try server.accounts().filter { $0.name == name }
            #expect(rows.count == 1, "\(name) is stranded")
            guard let id = rows.first?.id else { continue }
            let adopted = try await rollcall("account", "adopt", name, id)
            adopted.expect(0)
            stranded += 1
        }
    }
}

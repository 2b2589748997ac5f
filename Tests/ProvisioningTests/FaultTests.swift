import Accounts
import FlowServ
import Roster
import Sandbox
import TestSupport
import Testing

@testable import Provisioning

/// A server that fails at three requests of ten, in every way it can, over and over.
struct FaultTests {
    private static let effects: [FaultEffect] = [
        .closeBefore, .closeAfter, .statusBefore(429, retryAfter: "3"), .statusBefore(503, retryAfter: "2"),
        .statusBefore(500), .statusAfter(502), .statusAfter(504), .cutOff, .garbage, .delay(.seconds(60)),
        .late(.seconds(29)), .trickle(every: .seconds(2)), .answerThenClose,
    ]

    /// How the run goes, and what may be lost in it.
    enum Kind: String, CaseIterable, Sendable {
        case direct, pending, mixed, twoPhase

        func state(_ number: Int) -> DesiredState {
            switch self {
            case .direct, .twoPhase: .active
            case .pending: .pending
            case .mixed: number.isMultiple(of: 2) ? .active : .pending
            }
        }

        func mayStrand(_ state: DesiredState) -> Bool { self == .twoPhase || state == .pending }
    }

    @Test(arguments: Kind.allCases)
    func `nobody is lost and nobody is there twice`(kind: Kind) async throws {
        var tally = Tally()
        for seed in 1...UInt64(Soak.isOn ? 500 : 25) {
            try await weather(kind, seed: seed, &tally)
        }
        print("fault suite: \(kind.rawValue): \(tally)")
        #expect(tally.lost == 0 && tally.twice == 0 && tally.faults > 0)
    }

    private func weather(_ kind: Kind, seed: UInt64, _ tally: inout Tally) async throws {
        let wanted = Dictionary(uniqueKeysWithValues: (10..<30).map { ("user\($0)", kind.state($0)) })
        var options = SandboxOptions()
        options.seed = seed
        options.registerGap = .milliseconds(5)
        let world = try await CrashWorld(wanted, isTwoPhase: kind == .twoPhase, options: options)
        let chance = 0.3 / Double(Self.effects.count)
        await world.backend.inject(Self.effects.map { Fault(times: nil, chance: chance, $0) })
        tally.runs += 1
        tally.lives += try await world.liveOn(concurrency: 5, atMost: 40)
        await world.backend.clearFaults()
        try await world.liveOn(concurrency: 5)
        while try !world.journal().heldWaves().isEmpty { _ = try await world.live(opensGate: true) }
        try await world.liveOn(concurrency: 5)

        let stranded = Set(try world.journal().unresolvedAccounts().map(\.username.text))
        let registers = await world.backend.registers()
        tally.count(await world.accounts(), of: wanted.count, stranded: stranded.count, registers)
        #expect(stranded.allSatisfy { kind.mayStrand(wanted[$0] ?? .active) }, "seed \(seed)")
        let end = wanted.map { name, state in
            state == .active && !stranded.contains(name) ? name : "\(name) (pending)"
        }
        #expect(await world.accounts() == end.sorted(), "seed \(seed)")
        #expect(RegisterInvariant().violations(in: registers) == [], "seed \(seed)")
        #expect(await world.backend.mostRegistersInFlight() == 1, "seed \(seed)")
    }

    private struct Tally: CustomStringConvertible {
        var runs = 0
        var lives = 0
        var faults = 0
        var registers = 0
        var lost = 0
        var twice = 0
        var stranded = 0

        mutating func count(_ accounts: [String], of whole: Int, stranded: Int, _ registers: [RegisterRecord]) {
            let names = accounts.map { $0.replacing(" (pending)", with: "") }
            lost += whole - Set(names).count
            twice += names.count - Set(names).count
            self.stranded += stranded
            self.registers += registers.count
            faults += registers.count { $0.answer != "201" }
        }

        var description: String {
            "\(runs) seeds, \(lives) runs, \(registers) registers, \(faults) of them with a fault, "
                + "lost: \(lost), twice: \(twice), stranded by name: \(stranded)"
        }
    }
}

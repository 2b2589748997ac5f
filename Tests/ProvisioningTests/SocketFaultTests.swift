import Accounts
import FlowServ
import Roster
import Sandbox
import TestSupport
import Testing

@testable import Provisioning

/// The faults of the fault suite over real sockets: broken, closed and reused connections, answers cut off or dripping
/// in, time-outs.
struct SocketFaultTests {
    /// Those that only a socket has more often than the others.
    private static let effects: [FaultEffect] = [
        .answerThenClose, .answerThenClose, .cutOff, .cutOff, .closeBefore, .closeAfter, .garbage,
        .trickle(every: .milliseconds(50)), .trickle(every: .milliseconds(5)), .delay(.milliseconds(2500)),
        .late(.seconds(2)), .statusBefore(429, retryAfter: "1"), .statusBefore(503, retryAfter: "1"),
        .statusAfter(502), .statusAfter(504),
    ]
    private static let chance = 0.3

    private static let cases = FaultTests.Kind.allCases.flatMap { kind in
        (1...UInt64(Soak.isOn ? 25 : 2)).map { (kind, $0) }
    }

    @Test(arguments: cases)
    func `nobody is lost and nobody is there twice`(kind: FaultTests.Kind, seed: UInt64) async throws {
        let wanted = Dictionary(uniqueKeysWithValues: (10..<30).map { ("user\($0)", kind.state($0)) })
        var options = SandboxOptions()
        options.seed = seed
        options.registerGap = .milliseconds(5)
        try await SocketWorld.run(wanted, isTwoPhase: kind == .twoPhase, options) { world in
            let chance = Self.chance / Double(Self.effects.count)
            await world.backend.inject(Self.effects.map { Fault(times: nil, chance: chance, $0) })
            try await world.liveOn(atMost: 3)
            await world.backend.clearFaults()
            try await world.liveOn(opensGate: true, atMost: 10)

            let stranded = Set(try world.journal().unresolvedAccounts().map(\.username.text))
            #expect(stranded.allSatisfy { kind.mayStrand(wanted[$0] ?? .active) })
            let rows = await world.backend.accounts().filter { $0.username != "admin" }
                .map { $0.active ? $0.username : "\($0.username) (pending)" }
            let end = wanted.map { name, state in
                state == .active && !stranded.contains(name) ? name : "\(name) (pending)"
            }
            #expect(rows.sorted() == end.sorted())
            let registers = await world.backend.registers()
            #expect(registers.contains { $0.answer != "201" })
            // To the sandbox a delayed answer is given when it is ready, half a second after the client has gone.
            let invariant = RegisterInvariant(settleTime: SocketWorld.settle - .seconds(2))
            #expect(invariant.violations(in: registers) == [])
            #expect(await world.backend.mostRegistersInFlight() == 1)
        }
    }
}

import Accounts
import Provisioning
import Roster
import Testing

/// The settle protocol against every order of events: see ``SettleModel``.
struct SettleModelTests {
    static let wishes: [DesiredState] = [.active, .pending]

    /// Settle times one tick longer than the longest delay, with time-outs below and above it.
    static let sound = (1...4).flatMap { delay in
        (1...5).map { SettleTiming(delay: delay, timeOut: $0, settle: delay + 1) }
    }

    /// Settle times that are over before the delay is.
    static let cut = (1...4).flatMap { delay in
        (0...delay).map { SettleTiming(delay: delay, timeOut: 2, settle: $0) }
    }

    @Test(arguments: wishes)
    func `no history makes two rows, and every history ends well once the faults end`(wanted: DesiredState) {
        var count = Count()
        for timing in Self.sound {
            let exploration = Exploration(checking: SettleModel(wanted: wanted, timing: timing))
            let breach = exploration.found.map(exploration.trace)
            #expect(breach == nil, "\(timing): broken: \(exploration.broken.map(\.rawValue))")
            let lost = exploration.lostWorld.map(exploration.trace)
            #expect(lost == nil, "\(timing): nobody finishes this account")
            #expect(exploration.isComplete)
            count.add(exploration)
        }
        print(
            "settle model, \(wanted.rawValue): \(count.states) states, \(count.steps) steps, "
                + "longest trace \(count.longest), timings: \(Self.sound.count), "
                + "two rows: \(count.twoRows), lost: \(count.lost)")
    }

    @Test(arguments: wishes, cut)
    func `a settle time that does not outlast the delay makes two rows`(wanted: DesiredState, timing: SettleTiming) {
        let trace = Exploration.traceToTwoRows(SettleModel(wanted: wanted, timing: timing))
        #expect(trace?.steps.count { $0 == .send } == 2)
        #expect(trace?.steps.contains(.list) == true)
        #expect(trace?.steps.last == .insert)
    }

    @Test func `the shortest way to two rows is told step by step`() throws {
        let timing = SettleTiming(delay: 1, timeOut: 1, settle: 1)
        let trace = try #require(Exploration.traceToTwoRows(SettleModel(wanted: .active, timing: timing)))
        print("settle model, \(timing): two rows in \(trace.lines.count) steps:\n\(trace)")
        #expect(
            trace.steps == [
                .apply, .recover, .plan, .supersede, .reconcile, .begin,
                // The first register is in the server when its answer is given up, and stays there.
                .intend, .send, .lose, .conclude, .check, .tick,
                // The settle time is over, the listing shows nobody, and the second register overtakes it.
                .list, .decide, .send, .check, .insert, .insert,
            ])
        let last = trace.description.split(separator: "\n").last
        #expect(last?.hasPrefix("18. the server inserts a row  [rows: 2; ") == true)
    }

    @Test(arguments: ClientFlaw.allCases.filter(\.makesTwoRows), wishes)
    func `a client that is built wrong makes two rows`(flaw: ClientFlaw, wanted: DesiredState) {
        let timing = SettleTiming(delay: 3, timeOut: 2, settle: 4)
        #expect(Exploration.traceToTwoRows(SettleModel(wanted: wanted, timing: timing, flaw: flaw)) != nil)
    }

    @Test(arguments: wishes)
    func `a client that never settles what an earlier run left loses the account`(wanted: DesiredState) {
        let timing = SettleTiming(delay: 3, timeOut: 2, settle: 4)
        let exploration = Exploration(
            checking: SettleModel(wanted: wanted, timing: timing, flaw: .neverSettlesLater))
        #expect(exploration.found == nil)
        #expect(exploration.lostWorld != nil)
    }

    @Test func `every kind of step and every state of a register occurs`() {
        var steps: Set<SettleModel.Step> = []
        var states: Set<ActionState> = []
        for wanted in Self.wishes {
            let timing = SettleTiming(delay: 2, timeOut: 1, settle: 3)
            let exploration = Exploration(checking: SettleModel(wanted: wanted, timing: timing))
            steps.formUnion(exploration.steps)
            states.formUnion(exploration.worlds.compactMap(\.journal.action))
        }
        let id = SettleModel.Server.id(ofRow: 1)
        #expect(steps == Set(SettleModel.Step.allCases))
        #expect(
            states == [
                .planned, .registering, .unknown, .active(id), .registered(id), .stranded("duplicate user"),
                .skipped("superseded"),
            ])
    }
}

extension Exploration {
    /// The shortest history that leaves two rows, or nil when there is none.
    fileprivate static func traceToTwoRows(_ model: SettleModel) -> Trace? {
        let exploration = Exploration(model) { $0.server.rows > 1 }
        return exploration.found.map { exploration.trace(to: $0) }
    }
}

/// The numbers of several explorations.
private struct Count {
    var states = 0
    var steps = 0
    var longest = 0
    var twoRows = 0
    var lost = 0

    mutating func add(_ exploration: Exploration) {
        states += exploration.worlds.count
        steps += exploration.moves
        longest = max(longest, exploration.longestTrace)
        twoRows += exploration.worlds.count { $0.server.rows > 1 }
        lost += exploration.lostWorld == nil ? 0 : 1
    }
}

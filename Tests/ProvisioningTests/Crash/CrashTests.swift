import Accounts
import FlowServ
import Roster
import Sandbox
import TestSupport
import Testing

@testable import Provisioning

/// A process is ended before and after every journal write and every request, and others finish its work.
struct CrashTests {
    /// What a run is about.
    enum Kind: String, CaseIterable, Sendable, CustomTestStringConvertible {
        case direct, pending, mixed, twoPhase
        var testDescription: String { rawValue }

        var wanted: [String: DesiredState] {
            switch self {
            case .direct, .twoPhase: ["alice": .active, "bob": .active, "carol": .active]
            case .pending: ["alice": .pending, "bob": .pending, "carol": .pending]
            case .mixed: ["alice": .active, "bob": .pending, "carol": .active]
            }
        }

        /// The names that are registered as pending: whose id is lost with the answer.
        var registeredPending: Set<String> {
            self == .twoPhase ? Set(wanted.keys) : Set(wanted.filter { $0.value == .pending }.keys)
        }

        var end: [String] { wanted.map { $0.value == .active ? $0.key : $0.key + " (pending)" }.sorted() }

        func world(_ source: PasswordSource = .roster) async throws -> CrashWorld {
            try await CrashWorld(wanted, isTwoPhase: self == .twoPhase, source: source)
        }
    }

    @Test(arguments: Kind.allCases)
    func `whatever step a process ends at, the next one finishes its work`(kind: Kind) async throws {
        let steps = try await uncut(kind)
        var tally = Tally()
        for cut in steps.indices {
            let world = try await kind.world()
            let mortality = Mortality(endingAt: cut)
            guard case .cut = try await world.live(mortality) else {
                Issue.record("step \(cut) of \(steps.count) was not reached")
                continue
            }
            #expect(mortality.lastStep == steps[cut])
            let stranded = strandable(steps, cut, kind)
            try await expectEnd(of: world, kind, stranded: stranded.map { [$0] } ?? [], "cut at step \(cut)")
            tally.count(await world.accounts(), stranded: stranded)
        }
        print("crash suite: \(kind.rawValue): \(steps.count) cuts, \(tally)")
        #expect(tally.lost == 0 && tally.twice == 0)
    }

    @Test(arguments: Kind.allCases)
    func `a process that ends while it recovers changes nothing either`(kind: Kind) async throws {
        var tally = Tally()
        var cuts = 0
        let steps = try await uncut(kind)
        // In a long run every cut of the first life, else every fifth, each with every cut of the second.
        for first in stride(from: 0, to: steps.count, by: Soak.isOn ? 1 : 5) {
            var second = 0
            while true {
                let world = try await kind.world()
                _ = try await world.live(Mortality(endingAt: first))
                guard case .cut = try await world.live(Mortality(endingAt: second)) else { break }
                second += 1
                cuts += 1
                try await expectEnd(of: world, kind, stranded: nil, "cut at steps \(first) and \(second - 1)")
                tally.count(await world.accounts(), stranded: nil)
            }
        }
        print("crash suite: \(kind.rawValue): \(cuts) pairs of cuts, \(tally)")
        #expect(cuts > steps.count)
        #expect(tally.lost == 0 && tally.twice == 0)
    }

    @Test(arguments: Kind.allCases)
    func `with many in flight it is the same`(kind: Kind) async throws {
        let steps = try await uncut(kind, concurrency: 3)
        for cut in steps.indices {
            let world = try await kind.world()
            _ = try await world.live(Mortality(endingAt: cut), concurrency: 3)
            try await expectEnd(of: world, kind, stranded: nil, "cut at step \(cut)")
        }
    }

    /// The steps of a process that nothing happens to.
    private func uncut(_ kind: Kind, concurrency: Int = 1) async throws -> [Mortality.Step] {
        let world = try await kind.world()
        let immortal = Mortality(endingAt: nil)
        guard case .finished(let conclusion) = try await world.live(immortal, concurrency: concurrency) else {
            Issue.record("nothing was done")
            return []
        }
        #expect(conclusion.report.status == .completed)
        #expect(await world.accounts() == kind.end)
        return immortal.steps
    }

    /// The name whose id goes down with the process: its pending register was answered, and the commit of the answer
    /// was not begun.
    private func strandable(_ steps: [Mortality.Step], _ cut: Int, _ kind: Kind) -> String? {
        let answered: Mortality.Step
        switch steps[cut] {
        case .afterRequest: answered = steps[cut]
        case .beforeWrite where cut > 0: answered = steps[cut - 1]
        default: return nil
        }
        guard case .afterRequest(let request) = answered, request.hasPrefix("register ") else { return nil }
        let name = String(request.dropFirst("register ".count))
        return kind.registeredPending.contains(name) ? name : nil
    }

    /// Lets processes live until nothing is left to do, and compares the end.
    ///
    /// - Parameter stranded: Who must be stranded, exactly; nil allows anybody who was registered as pending.
    private func expectEnd(of world: CrashWorld, _ kind: Kind, stranded: Set<String>?, _ when: Comment) async throws {
        try await world.liveOn()
        let journal = try world.journal()
        let troubled = try journal.unresolvedAccounts()
        if !troubled.isEmpty { _ = try await world.live(opensGate: true) }
        let names = Set(troubled.map(\.username.text))
        if let stranded {
            #expect(names == stranded, when)
        } else {
            #expect(names.isSubset(of: kind.registeredPending), when)
        }
        for account in troubled { #expect(account.knowledge.isStranded, when) }
        let end = kind.end.map { account in names.contains(account) ? account + " (pending)" : account }
        #expect(await world.accounts() == end.sorted(), when)
        #expect(await world.backend.mostRegistersInFlight() == 1, when)
        #expect(await RegisterInvariant().violations(in: world.backend.registers()) == [], when)
        if case .finished = try await world.live() { Issue.record("something is planned again, \(when)") }
    }
}

/// What became of the accounts after all cuts.
private struct Tally: CustomStringConvertible {
    var lost = 0
    var twice = 0
    var stranded = 0

    mutating func count(_ accounts: [String], stranded: String?) {
        let names = accounts.map { $0.replacing(" (pending)", with: "") }
        lost += 3 - Set(names).count
        twice += names.count - Set(names).count
        if stranded != nil { self.stranded += 1 }
    }

    var description: String { "lost: \(lost), twice: \(twice), stranded by name: \(stranded)" }
}

extension AccountKnowledge {
    fileprivate var isStranded: Bool {
        if case .stranded = self { true } else { false }
    }
}

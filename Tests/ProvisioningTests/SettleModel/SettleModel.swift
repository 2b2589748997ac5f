import Accounts
import FlowServ
import Roster

@testable import Provisioning

/// The settle protocol in small: one name, one client that may die at any moment, and a server that is late and
/// looks for the name in one step and inserts it in another.
///
/// A world says where all of them stand, a move leads from one world to the next.  All times are counted from what
/// they belong to and only up to where they matter, so the worlds are finitely many although kills, losses and
/// restarts are not limited: exploring them all is a proof for every number of faults.
///
/// States change by the product's own `ActionState.next(on:)` and plans are the product's own `Planner`'s.  Written
/// anew here is only the order in which `Run`, `Resumption` and the commands write, send and read.  That one
/// process at a time has the journal is taken for granted: the run lock sees to it.
struct SettleModel: Sendable {
    let wanted: DesiredState
    let timing: SettleTiming
    let flaw: ClientFlaw?
    let plans: PlanTable

    init(wanted: DesiredState, timing: SettleTiming, flaw: ClientFlaw? = nil) {
        self.wanted = wanted
        self.timing = timing
        self.flaw = flaw
        plans = PlanTable(wanted: wanted)
    }

    /// Everything that can happen next, always in the same order.
    func moves(from world: World) -> [Move] {
        clientMoves(from: world) + serverMoves(from: world)
            + [killing(world), passingTime(in: world)].compactMap(\.self)
    }

    /// One move.  What cannot matter any more is wiped, so that worlds that behave alike are one.
    func moved(_ world: World, _ step: Step, _ change: (inout World) -> Void) -> Move {
        var next = world
        change(&next)
        if !next.clockMatters { next.client.clock = 0 }
        next.server.requests.sort()
        return Move(step: step, world: next)
    }

    /// Whether the listing shows the name: it shows active accounts only.
    func isListed(in world: World) -> Bool {
        wanted == .active && world.server.rows > 0
    }

    /// The process dies; what it sent goes on.
    private func killing(_ world: World) -> Move? {
        guard world.client.place != .gone else { return nil }
        return moved(world, .kill) {
            $0.client = Client()
            $0.server.hangUp()
        }
    }

    /// A tick passes, unless a request must be executed or an answer be given up before it does.
    private func passingTime(in world: World) -> Move? {
        let isLate = world.server.requests.contains { $0.isInFlight && Int($0.age) >= timing.delay }
        let timesOut = world.client.place == .awaiting && Int(world.client.clock) >= timing.timeOut
        guard !isLate, !timesOut else { return nil }
        let move = moved(world, .tick) {
            for index in $0.server.requests.indices where $0.server.requests[index].isInFlight {
                $0.server.requests[index].age += 1
            }
            $0.client.clock = min($0.client.clock + 1, UInt8(max(timing.settle, timing.timeOut)))
        }
        return move.world == world ? nil : move
    }
}

/// The lengths of time in the model, in ticks.
struct SettleTiming: Hashable, Sendable, CustomStringConvertible {
    /// How long after it left a request is executed or dropped at the latest, whatever its client does.
    let delay: Int
    /// How long the client waits for an answer at most.
    let timeOut: Int
    /// How long nothing is sent about the name after an answer was given up, or after a restart.
    let settle: Int

    var description: String { "delay \(delay), time-out \(timeOut), settle time \(settle)" }
}

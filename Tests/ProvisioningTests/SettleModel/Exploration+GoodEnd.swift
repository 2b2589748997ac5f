import Accounts
import Provisioning
import Roster

extension SettleModel {
    /// Whether nothing is left to do: no process, no request, no unfinished run, and one account that is as wanted
    /// under an id that the journal holds, or that is stranded, known by name, where a pending answer was lost.
    func isGoodEnd(_ world: World) -> Bool {
        guard world.client.place == .gone, world.server.requests.isEmpty, !world.journal.hasUnfinishedRun,
            world.server.rows == 1
        else { return false }
        return switch world.journal.knowledge {
        case .active(Server.id(ofRow: 1))?: wanted == .active
        case .pending(Server.id(ofRow: 1))?, .stranded?: wanted == .pending
        default: false
        }
    }
}

extension Exploration {
    /// A world from which the account is not finished for certain when no more faults happen: a dead end, or a way
    /// that leads around in circles.  Nil when there is none.
    ///
    /// Good ends are good; a world all of whose next worlds are good is good too.
    var lostWorld: Int? {
        var previous: [[Int]] = Array(repeating: [], count: worlds.count)
        for (number, next) in calmNext.enumerated() {
            for target in next { previous[target].append(number) }
        }
        var undecided = calmNext.map(\.count)
        var isGood = worlds.map(model.isGoodEnd)
        var fresh = isGood.indices.filter { isGood[$0] }
        while let number = fresh.popLast() {
            for origin in previous[number] where !isGood[origin] {
                undecided[origin] -= 1
                if undecided[origin] == 0 {
                    isGood[origin] = true
                    fresh.append(origin)
                }
            }
        }
        return isGood.firstIndex(of: false)
    }
}

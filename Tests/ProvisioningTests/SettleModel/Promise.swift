import Accounts
import Provisioning
import Roster

/// What must hold in every world, whatever has happened.
enum Promise: String, CaseIterable {
    case oneRow = "the name never has two rows"
    case oneRequest = "no register leaves before the one before it was executed or came to nothing"
    case noImpossibleEvent = "the state machine refuses no event"
    case truth = "the journal says of the account only what is so"

    func holds(in world: SettleModel.World, wanted: DesiredState) -> Bool {
        switch self {
        case .oneRow: world.server.rows < 2
        case .oneRequest: world.server.requests.count(where: \.isInFlight) < 2
        case .noImpossibleEvent: world.impossible == nil
        case .truth: isTrue(world, wanted)
        }
    }

    /// An id is the row's, a stranded account exists, and nothing comes late unless the outcome is said to be unknown.
    private func isTrue(_ world: SettleModel.World, _ wanted: DesiredState) -> Bool {
        let hasRow = world.server.rows == 1
        let isQuiet = !world.server.requests.contains(where: \.isInFlight)
        let id = SettleModel.Server.id(ofRow: 1)
        return switch world.journal.knowledge {
        case .active(let known)?: wanted == .active && hasRow && known == id && isQuiet
        case .pending(let known)?: wanted == .pending && hasRow && known == id && isQuiet
        case .stranded?: hasRow && isQuiet
        case .unknown?: true
        case nil: isQuiet && !hasRow
        }
    }
}

extension Exploration {
    /// Explores until a promise is broken; without a breach, everything.
    init(checking model: SettleModel) {
        self.init(model) { world in
            !Promise.allCases.allSatisfy { $0.holds(in: world, wanted: model.wanted) }
        }
    }

    /// The promises that the world broke that was found.
    var broken: [Promise] {
        guard let found else { return [] }
        return Promise.allCases.filter { !$0.holds(in: worlds[found], wanted: model.wanted) }
    }
}

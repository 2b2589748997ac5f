import FlowServ

@testable import Provisioning

/// How a process starts: `apply` always can, `resume` where a run is unfinished.
///
/// `apply` can be killed between superseding, reconciling and beginning here, whether or not the journal makes one
/// transaction of them: that is more histories than there are, never fewer.
extension SettleModel {
    func startMoves(from world: World) -> [Move] {
        let listed = isListed(in: world)
        return switch world.client.place {
        case .gone:
            world.journal.hasUnfinishedRun
                ? [starting(world, .apply, at: .recovering), starting(world, .resume, at: .resuming)]
                : [starting(world, .apply, at: .recovering)]
        case .resuming: [moved(world, .compare) { $0.client.place = .restoring(listed: listed) }]
        case .restoring(let listed): [recovering(world, .restore, then: .rejoining(listed: listed))]
        case .rejoining(let listed): [rejoining(world, listed: listed)]
        case .recovering: [recovering(world, .recover, then: .planning)]
        case .planning: [moved(world, .plan) { $0.client.place = .superseding(listed: listed) }]
        case .superseding(let listed): [superseding(world, listed: listed)]
        case .reconciling(let listed): [reconciling(world, listed: listed)]
        case .beginning(let listed): [beginning(world, listed: listed)]
        default: []
        }
    }

    /// The new process knows nothing but the journal, and its clock starts.
    private func starting(_ world: World, _ step: Step, at place: Place) -> Move {
        moved(world, step) {
            $0.client = Client(place: place, clock: flaw == .countsOnOverARestart ? UInt8(timing.settle) : 0)
        }
    }

    /// `Journal.recoverInFlight`.
    private func recovering(_ world: World, _ step: Step, then place: Place) -> Move {
        moved(world, step) {
            if $0.journal.action == .registering {
                $0.record(flaw == .resendsAtRestart ? .registerNotProcessed : .registerLost)
            }
            $0.client.place = place
        }
    }

    /// `Resumption.reconcile`, for a roster that has not changed.
    private func rejoining(_ world: World, listed: Bool) -> Move {
        moved(world, .rejoin) {
            if let action = $0.journal.action, action.isOpen(wanting: wanted), action != .unknown, listed {
                $0.record(.listed(Server.id(ofRow: 1)))
            }
            proceed(&$0)
        }
    }

    /// The old run ends: what was not sent is skipped, what was sent stays as it is known.
    private func superseding(_ world: World, listed: Bool) -> Move {
        moved(world, .supersede) {
            if $0.journal.hasUnfinishedRun, $0.journal.action == .planned { $0.record(.skipped("superseded")) }
            $0.journal.hasUnfinishedRun = false
            $0.client.place = .reconciling(listed: listed)
        }
    }

    /// What is known is brought in line with the listing.
    private func reconciling(_ world: World, listed: Bool) -> Move {
        moved(world, .reconcile) {
            if listed, $0.journal.knowledge != nil {
                $0.journal.knowledge = .active(Server.id(ofRow: 1))
            } else if !listed, case .active? = $0.journal.knowledge {
                $0.journal.knowledge = nil
            }
            $0.client.place = .beginning(listed: listed)
        }
    }

    /// The new run begins with the action that the planner sees.
    private func beginning(_ world: World, listed: Bool) -> Move {
        moved(world, .begin) {
            let kind = plans.kind(listed: listed, knowledge: $0.journal.knowledge)
            let isLeftOut = kind == .settle && flaw == .neverSettlesLater
            $0.journal.action = isLeftOut ? nil : kind?.initialState(userID: nil)
            $0.journal.hasUnfinishedRun = true
            proceed(&$0)
        }
    }
}

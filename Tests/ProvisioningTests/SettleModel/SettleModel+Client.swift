import Accounts
import FlowServ
import Provisioning
import Roster

/// The client once its run has begun: one register, and settling.
extension SettleModel {
    func clientMoves(from world: World) -> [Move] {
        switch world.client.place {
        case .gone, .recovering, .planning, .superseding, .reconciling, .beginning, .resuming, .restoring, .rejoining:
            startMoves(from: world)
        case .intending where flaw == .sendsBeforeTheIntent:
            [sending(world, then: .committingLate)]
        case .intending:
            [
                moved(world, .intend) {
                    $0.record(.registerSent)
                    $0.client.place = .sending
                }
            ]
        case .intendingAgain:
            [intendingAgain(world, .intend)]
        case .sending:
            [sending(world, then: .awaiting)]
        case .committingLate:
            [
                moved(world, .intend) {
                    $0.record(.registerSent)
                    $0.client.place = .awaiting
                }
            ]
        case .awaiting:
            answerMoves(from: world)
        case .concluding(let event, let isDoubtful):
            [
                moved(world, .conclude) {
                    $0.record(event)
                    if isDoubtful { $0.client.place = .doubting } else { proceed(&$0) }
                }
            ]
        case .concludingRefusal:
            [
                moved(world, .conclude) {
                    $0.record(.registerLost)
                    $0.client.place = .intendingAgain
                }
            ]
        case .settling, .deciding, .doubting, .stranding:
            settleMoves(from: world)
        case .ending:
            [
                moved(world, .end) {
                    $0.journal.hasUnfinishedRun = false
                    $0.client = Client()
                }
            ]
        }
    }

    /// What follows from the action's state, as `AccountWorker` and `Settlement` have it.
    func proceed(_ world: inout World) {
        switch world.journal.action {
        case .planned?: world.client.place = .intending
        case .unknown? where !world.client.hasTriedAgain: world.client.place = .settling
        default: world.client.place = .ending
        }
    }

    /// The intent of the one more register is the commit that says that the listing does not show the account: there
    /// is no moment in between at which the journal takes the name for new.
    private func intendingAgain(_ world: World, _ step: Step) -> Move {
        moved(world, step) {
            $0.record(.registerSentAgain)
            $0.client.hasTriedAgain = true
            $0.client.place = .sending
        }
    }

    private func sending(_ world: World, then place: Place) -> Move {
        moved(world, .send) {
            $0.server.requests.append(Request())
            $0.client.place = place
            $0.client.clock = 0
        }
    }

    /// What an answer of the server means: a new row, or a name that is taken.
    func conclusion(row: UInt8?, isSettling: Bool) -> Place {
        let duplicate = ServiceError.rejected(status: 400, message: "duplicate user")
        let answer = row.map { Result<User, ServiceError>.success(User(id: Server.id(ofRow: $0), username: "ann")) }
        return conclusion(of: answer ?? .failure(duplicate), isSettling: isSettling)
    }

    /// What an answer, or its absence, means by the table of runs.
    func conclusion(of answer: Result<User, ServiceError>, isSettling: Bool) -> Place {
        let registration: Registration = wanted == .active ? .active : .pending
        let call = Outcome.Call.register(
            AccountName("ann"), as: registration, isSettling ? .settling : .unlisted)
        return switch Outcome(of: answer, to: call) {
        case .happened(let event): .concluding(event, isDoubtful: false)
        case .taken: .concluding(.registerLost, isDoubtful: true)
        case .again(.registerLost): .concludingRefusal
        case .again(let event): .concluding(event, isDoubtful: false)
        }
    }

    private func settleMoves(from world: World) -> [Move] {
        let listed = isListed(in: world)
        switch world.client.place {
        case .settling where Int(world.client.clock) >= timing.settle:
            return [moved(world, .list) { $0.client.place = .deciding(listed: listed) }]
        case .deciding(listed: false):
            return [intendingAgain(world, .decide)]
        case .deciding(listed: true):
            return [
                moved(world, .decide) {
                    $0.record(.listed(Server.id(ofRow: 1)))
                    $0.client.hasTriedAgain = true
                    proceed(&$0)
                }
            ]
        case .doubting:
            return [moved(world, .listAgain) { $0.client.place = .stranding(listed: listed) }]
        case .stranding(let listed):
            return [
                moved(world, .strand) {
                    $0.record(listed ? .listed(Server.id(ofRow: 1)) : .duplicate("duplicate user"))
                    proceed(&$0)
                }
            ]
        default:
            return []
        }
    }
}

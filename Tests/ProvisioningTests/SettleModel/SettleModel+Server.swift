import FlowServ
import Provisioning

/// The server and the network: what becomes of a register that has left.
extension SettleModel {
    func serverMoves(from world: World) -> [Move] {
        world.server.requests.indices.flatMap { index -> [Move] in
            switch world.server.requests[index].phase {
            case .queued: [checking(world, index), dropping(world, index)]
            case .checked: [inserting(world, index), dropping(world, index)]
            case .executed: []
            }
        }
    }

    /// The server looks for the name.  Nothing keeps another request from inserting it after that.
    private func checking(_ world: World, _ index: Int) -> Move {
        moved(world, .check) {
            if $0.server.rows == 0 {
                $0.server.requests[index].phase = .checked
            } else {
                execute(&$0, index, row: nil)
            }
        }
    }

    private func inserting(_ world: World, _ index: Int) -> Move {
        moved(world, .insert) {
            $0.server.rows += 1
            execute(&$0, index, row: $0.server.rows)
        }
    }

    /// The request is done.  An answer that nobody waits for is gone at once.
    private func execute(_ world: inout World, _ index: Int, row: UInt8?) {
        if world.server.requests[index].isAwaited {
            world.server.requests[index].phase = .executed(row: row)
            world.server.requests[index].age = 0
        } else {
            world.server.requests.remove(at: index)
        }
    }

    /// The request is lost, or its worker dies before the insert.  Whoever waits for it is not told.
    private func dropping(_ world: World, _ index: Int) -> Move {
        moved(world, .drop) { $0.server.requests.remove(at: index) }
    }

    /// How the wait for an answer can end.
    func answerMoves(from world: World) -> [Move] {
        guard let index = world.server.requests.firstIndex(where: \.isAwaited) else {
            return [losing(world, .giveUp)]
        }
        switch world.server.requests[index].phase {
        case .queued:
            let refusal = moved(world, .refuse) {
                $0.server.requests.remove(at: index)
                $0.client.place = conclusion(
                    of: .failure(.refusedBeforeProcessing(.init(reason: "busy"))),
                    isSettling: world.client.hasTriedAgain)
            }
            return [refusal, losing(world, .lose)]
        case .checked:
            return [losing(world, .lose)]
        case .executed(nil):
            return [delivering(world, index, .deliver, row: nil), losing(world, .lose)]
        case .executed(let row?):
            return [
                delivering(world, index, .deliver, row: row), delivering(world, index, .misreport, row: nil),
                losing(world, .lose),
            ]
        }
    }

    private func delivering(_ world: World, _ index: Int, _ step: Step, row: UInt8?) -> Move {
        moved(world, step) {
            $0.server.requests.remove(at: index)
            $0.client.place = conclusion(row: row, isSettling: world.client.hasTriedAgain)
        }
    }

    /// Reset, time-out, 500, 502, 503, 504, or an answer that is not the server's: the settle time begins.
    private func losing(_ world: World, _ step: Step) -> Move {
        moved(world, step) {
            $0.server.hangUp()
            $0.client.clock = 0
            $0.client.place =
                flaw == .resendsLostAnswers
                ? .concluding(.registerNotProcessed, isDoubtful: false)
                : conclusion(
                    of: .failure(.foreignAnswer(ForeignAnswer(status: 403, content: .page))),
                    isSettling: world.client.hasTriedAgain)
        }
    }
}

internal import FlowServ
internal import Roster
internal import Synchronization

extension Executor {
    /// Finds out what became of the registers whose answers were lost, and finishes them.
    ///
    /// A lost request may still be at work in the server, so nothing about its name is sent until the settle
    /// time has passed.  Then one listing decides; who is not in it is registered once more, and only once.
    func settle(_ items: [PutAside.Item]) async {
        guard !items.isEmpty, stop.reason == nil else { return }
        do {
            let ready = (items.map(\.since).max() ?? .zero) + settings.settleTime
            let wait = max(.zero, ready - timekeeper.now())
            report(.settling(count: items.count, wait: wait))
            await timekeeper.sleep(wait)
            guard stop.reason == nil else { return }
            let listed = Listed(try await listing())
            let doubtful = Doubtful()
            await withWorkers(on: items.map(\.action)) { action in
                await settle(action, by: listed, doubtful)
            }
            guard !doubtful.isEmpty, stop.reason == nil else { return }
            try await strand(doubtful, unlessIn: Listed(try await listing()))
        } catch {
            stop.raise(error)
        }
    }

    private func settle(_ action: Action, by listed: Listed, _ doubtful: Doubtful) async {
        do {
            if let id = listed.id(of: action.username) {
                conclude(try await record(.listed(id), of: action))
            } else {
                try await registerAgain(action, doubtful)
            }
        } catch {
            stop.raise(error)
        }
    }

    /// The one more register that settling allows.
    ///
    /// What the server refuses now may be the account of the first register, visible only after the listing, so it
    /// counts as stranded only when a second listing does not show it either.
    private func registerAgain(_ unknown: Action, _ doubtful: Doubtful) async throws(ExecutionStop) {
        let step = try await register(unknown, settling: true)
        guard let again = step.action else { return }
        if again.state == .unknown {
            if let words = step.taken { doubtful.add(again, words) }
            return
        }
        if let ended = try await advance(again) { conclude(ended) }
    }

    private func strand(
        _ doubtful: Doubtful, unlessIn listed: Listed
    ) async throws(ExecutionStop) {
        for (action, words) in doubtful.all {
            let event = listed.id(of: action.username).map(ActionEvent.listed) ?? .duplicate(words)
            conclude(try await record(event, of: action))
        }
    }
}

/// Actions whose second register flowServ refused as it does for a name that is taken, with its words.
private final class Doubtful: Sendable {
    private let actions = Mutex<[(action: Action, words: String)]>([])

    func add(_ action: Action, _ words: String) { actions.withLock { $0.append((action, words)) } }
    var all: [(action: Action, words: String)] {
        actions.withLock { $0 }.sorted { $0.action.username < $1.action.username }
    }
    var isEmpty: Bool { actions.withLock { $0.isEmpty } }
}

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
            let orphans = try endsWithoutRow(of: items.map(\.action))
            await withWorkers(on: items.map(\.action)) { action in
                await settle(action, by: listed, orphan: orphans[action.id], noting: doubtful)
            }
            guard !doubtful.isEmpty, stop.reason == nil else { return }
            try await strand(doubtful, unlessIn: Listed(try await listing()))
        } catch {
            stop.raise(error)
        }
    }

    /// - Parameter orphan: What becomes of it where its row is not in the roster; nil where it is.
    private func settle(
        _ action: Action, by listed: Listed, orphan: Orphan?, noting doubtful: Doubtful
    ) async {
        do {
            if let id = listed.id(of: action.username) {
                conclude(try await record(.listed(id), of: action))
            } else {
                switch orphan {
                case .stays: break
                case .ends(let event): conclude(try await record(event, of: action))
                case nil: try await registerAgain(action, noting: doubtful)
                }
            }
        } catch {
            stop.raise(error)
        }
    }

    /// What becomes of actions that the listing does not show and whose rows are not in the roster, so that no other register
    /// may be sent.
    ///
    /// A register that makes an active account would be seen in the listing by now.  Of one that makes a pending account
    /// nobody can tell, so it stays unknown until its row is there again, or somebody says what it is.
    private func endsWithoutRow(of actions: [Action]) throws(ExecutionStop) -> [Int64: Orphan] {
        let orphans = actions.filter { !credentials.isWanted($0.username) }
        if orphans.isEmpty { return [:] }
        let sent: [UnsettledAccount]
        do { sent = try journal.unsettledAccounts() } catch { throw .journal(error) }
        let isPending = Dictionary(sent.map { ($0.username, $0.isPending) }) { first, _ in first }
        let absent = ActionEvent.absent("the server does not list it, and its row is not in the roster any more")
        let ends = orphans.map { ($0.id, isPending[$0.username] ?? true ? Orphan.stays : .ends(absent)) }
        return Dictionary(ends) { first, _ in first }
    }

    /// The one more register that settling allows.
    ///
    /// What the server refuses now may be the account of the first register, visible only after the listing, so it
    /// counts as stranded only when a second listing does not show it either.
    private func registerAgain(_ unknown: Action, noting doubtful: Doubtful) async throws(ExecutionStop) {
        let step = try await register(unknown, settling: true)
        guard let again = step.action else { return }
        if again.state == .unknown {
            if let words = step.taken { doubtful.add(again, words: words) }
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

/// What becomes of an action whose row is not in the roster.
private enum Orphan {
    /// Its outcome stays unknown.
    case stays
    /// This happens to it.
    case ends(ActionEvent)
}

/// Actions whose second register flowServ refused as it does for a name that is taken, with its words.
private final class Doubtful: Sendable {
    private let actions = Mutex<[(action: Action, words: String)]>([])

    func add(_ action: Action, words: String) { actions.withLock { $0.append((action, words)) } }
    var all: [(action: Action, words: String)] {
        actions.withLock { $0 }.sorted { $0.action.username < $1.action.username }
    }
    var isEmpty: Bool { actions.withLock { $0.isEmpty } }
}

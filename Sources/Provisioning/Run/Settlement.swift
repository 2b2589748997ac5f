internal import Accounts
internal import FlowServ
internal import Synchronization

/// Determines the outcome of registers whose answers were lost, and finishes them.
///
/// The server may still be processing a lost request, so no request for its name is sent until the settle time has
/// passed.  Then one listing decides; an account that is not in it is registered once more, and only once.
struct Settlement: Sendable {
    let worker: AccountWorker
    let workers: WorkerPool

    private var server: ServerAccess { worker.server }
    private var recorder: ActionRecorder { worker.recorder }

    /// Settles these actions.
    func settle(_ items: [Deferred.Item]) async {
        guard !items.isEmpty, server.stop.reason == nil else { return }
        do {
            let ready = (items.map(\.since).max() ?? .zero) + server.settings.settleTime
            let wait = max(.zero, ready - server.timekeeper.now())
            server.report(.settling(count: items.count, wait: wait))
            await server.timekeeper.sleep(wait)
            guard server.stop.reason == nil else { return }
            let listed = ListingIndex(try await server.listing())
            let orphans = try orphans(among: items.map(\.action))
            let taken = Collected<(action: Action, words: String)>()
            await workers.run(on: items.map(\.action)) { action in
                await settle(action, by: listed, orphan: orphans[action.id], noting: taken)
            }
            guard !taken.all.isEmpty, server.stop.reason == nil else { return }
            try await strand(taken.all, unlessIn: ListingIndex(try await server.listing()))
        } catch {
            server.stop.raise(error)
        }
    }

    /// What happens to an action whose row is not in the roster.
    private enum Orphan {
        /// Its outcome stays unknown.
        case stays
        /// This event ends it.
        case ends(ActionEvent)
    }

    /// Returns what happens to actions that the listing does not show and whose rows are not in the roster, so that
    /// no other register may be sent.
    ///
    /// A register of an active account would be visible in the listing by now.  For a pending account this is
    /// unknown, so it stays unknown until its row is back, or an administrator states what it is.
    private func orphans(among actions: [Action]) throws(ExecutionStop) -> [Int64: Orphan] {
        let orphans = actions.filter { !worker.credentials.isWanted($0.username) }
        if orphans.isEmpty { return [:] }
        let sent = try ExecutionStop.unless { () throws(JournalError) in
            try recorder.journal.unsettledAccounts()
        }
        let isPending = Dictionary(sent.map { ($0.username, $0.isPending) }) { first, _ in first }
        let absent = ActionEvent.absent("the server does not list it, and its row is no longer in the roster")
        let ends = orphans.map { ($0.id, isPending[$0.username] ?? true ? Orphan.stays : .ends(absent)) }
        return Dictionary(ends) { first, _ in first }
    }

    /// Settles one action.
    ///
    /// - Parameters:
    ///   - orphan: What happens to it if its row is not in the roster; nil if it is.
    ///   - taken: Collects the actions whose second register flowServ refused with the answer for a taken name.
    private func settle(
        _ action: Action, by listed: ListingIndex, orphan: Orphan?,
        noting taken: Collected<(action: Action, words: String)>
    ) async {
        do {
            switch (listed.id(of: action.username), orphan) {
            case (let id?, _): recorder.conclude(try await recorder.record(.listed(id), of: action))
            case (nil, .stays): break
            case (nil, .ends(let event)): recorder.conclude(try await recorder.record(event, of: action))
            case (nil, nil):
                if let refused = try await worker.registerAgain(action) { taken.add(refused) }
            }
        } catch {
            server.stop.raise(error)
        }
    }

    /// Ends the actions whose names are taken, by username: stranded, unless the listing shows them now.
    private func strand(
        _ taken: [(action: Action, words: String)], unlessIn listed: ListingIndex
    ) async throws(ExecutionStop) {
        for (action, words) in taken.sorted(by: { $0.action.username < $1.action.username }) {
            let event = listed.id(of: action.username).map(ActionEvent.listed) ?? .duplicate(words)
            recorder.conclude(try await recorder.record(event, of: action))
        }
    }
}

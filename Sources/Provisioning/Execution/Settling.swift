internal import FlowServ
internal import Roster
internal import Synchronization

extension Executor {
    /// Finds out what became of the registers whose answers were lost, and finishes them.
    ///
    /// A lost request may still be at work in the server, so nothing about its name is sent until the settle
    /// time has passed.  Then one listing decides; who is not in it is registered once more, and only once.
    func settle(_ items: [PutAside.Item]) async {
        guard !items.isEmpty else { return }
        do {
            let ready = (items.map(\.since).max() ?? .zero) + settings.settleTime
            let wait = max(.zero, ready - timekeeper.now())
            report(.settling(count: items.count, wait: wait))
            await timekeeper.sleep(wait)
            guard stop.reason == nil else { return }
            let listed = try await listing()
            let doubtful = Doubtful()
            await withWorkers(on: ActionQueue(items.map(\.action))) { action in
                await settle(action, by: listed, doubtful)
            }
            guard !doubtful.isEmpty, stop.reason == nil else { return }
            try await strand(doubtful, unlessIn: try await listing())
        } catch {
            stop.raise(error)
        }
    }

    private func settle(_ action: Action, by listed: [AccountName: UserID], _ doubtful: Doubtful) async {
        do {
            if let id = listed[action.username] {
                report(.finished(try await record(.listed(id), of: action)))
            } else if credentials.password(action.username) != nil {
                try await registerAgain(action, doubtful)
            }
            // Without a password it cannot be registered again, and whether it exists pending nobody can tell:
            // it stays unknown.
        } catch {
            stop.raise(error)
        }
    }

    /// The one more register that settling allows.
    ///
    /// What the server refuses now may be the account of the first register, visible only after the listing, so it
    /// counts as stranded only when a second listing does not show it either.
    private func registerAgain(_ unknown: Action, _ doubtful: Doubtful) async throws(ExecutionStop) {
        let absent = try await record(.absent, of: unknown)
        let again = try await register(absent, settling: true)
        if again.state == .unknown {
            if again.httpStatus == 400 { doubtful.add(again) }
            return
        }
        let action = try await advance(again)
        if !action.isOpen { report(.finished(action)) }
    }

    private func strand(
        _ doubtful: Doubtful, unlessIn listed: [AccountName: UserID]
    ) async throws(ExecutionStop) {
        for action in doubtful.all {
            let words = action.error ?? "duplicate user"
            let event = listed[action.username].map(ActionEvent.listed) ?? .duplicate(words)
            report(.finished(try await record(event, of: action)))
        }
    }

    /// The accounts that the server lists now; reading is retried freely.
    private func listing() async throws(ExecutionStop) -> [AccountName: UserID] {
        do {
            let users = try await Reading(
                service: service, settings: settings, timekeeper: timekeeper, logIn: credentials.logIn
            ).listing()
            return Dictionary(users.map { (AccountName($0.username), $0.id) }) { first, _ in first }
        } catch {
            if case .notLoggedIn(let message) = error { throw .notLoggedIn(reason: message) }
            throw .serverUnreachable(reason: error.description)
        }
    }
}

/// Actions whose second register was refused, for whatever reason the server gave.
private final class Doubtful: Sendable {
    private let actions = Mutex<[Action]>([])

    func add(_ action: Action) { actions.withLock { $0.append(action) } }
    var all: [Action] { actions.withLock { $0 }.sorted { $0.username < $1.username } }
    var isEmpty: Bool { actions.withLock { $0.isEmpty } }
}

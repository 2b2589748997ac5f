public import FlowServ
internal import Roster
internal import Synchronization

/// Carries out the open actions of a run.
///
/// Each worker takes one action at a time and follows it to an end, so that no account ever has two requests in
/// flight.  An intent is on the disk before its request leaves, an outcome before anybody hears of it.
public struct Executor: Sendable {
    let service: any UserService
    let journal: Journal
    let settings: ExecutionSettings
    let timekeeper: Timekeeper
    let credentials: Credentials
    let stop: StopSignal
    let report: @Sendable (ExecutionEvent) -> Void

    /// Where a run gets its secrets from.
    public struct Credentials: Sendable {
        /// The first password of a new account.
        public var password: @Sendable (AccountName) -> Secret?
        /// Logs in again when the server says that we are not; nil when we cannot.
        public var logIn: (@Sendable () async throws(ServiceError) -> Void)?

        /// Passwords, and a way to log in again where there is one.
        public init(
            password: @escaping @Sendable (AccountName) -> Secret?,
            logIn: (@Sendable () async throws(ServiceError) -> Void)? = nil
        ) {
            self.password = password
            self.logIn = logIn
        }
    }

    /// An executor for one run.
    public init(
        service: any UserService, journal: Journal, settings: ExecutionSettings = ExecutionSettings(),
        timekeeper: Timekeeper = .system(), credentials: Credentials, stop: StopSignal = StopSignal(),
        report: @escaping @Sendable (ExecutionEvent) -> Void = { _ in }
    ) {
        self.service = service
        self.journal = journal
        self.settings = settings
        self.timekeeper = timekeeper
        self.credentials = credentials
        self.stop = stop
        self.report = report
    }

    /// Brings every open action of the run to an end, or as far as it gets.
    ///
    /// - Throws: ``ExecutionStop`` when the run had to stop early; nothing is lost then.
    public func execute(run: Int64) async throws(ExecutionStop) {
        let open: [Action]
        do { open = try journal.openActions(of: run) } catch { throw .journal(error) }
        report(.started(open: open.count))
        let inherited = open.filter { $0.state == .unknown }
        let aside = PutAside()
        for action in inherited {
            // Its request left in an earlier process; the clock counts from the start of this one.
            aside.add(action, since: .zero)
        }
        await drain(ActionQueue(open.filter { $0.state != .unknown }), aside)
        if stop.reason == nil { await settle(aside.takeAll()) }
        if let reason = stop.reason { throw reason }
    }

    private func drain(_ queue: ActionQueue, _ aside: PutAside) async {
        await withWorkers(on: queue) { action in await follow(action, aside) }
    }

    /// Lets as many workers as allowed take the actions one after the other, until none is left or the run stops.
    func withWorkers(on queue: ActionQueue, _ work: @escaping @Sendable (Action) async -> Void) async {
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<max(1, settings.concurrency) {
                group.addTask {
                    while stop.reason == nil, let action = queue.take() { await work(action) }
                }
            }
        }
    }

    /// Takes one action as far as it goes; a lost register is put aside.
    func follow(_ action: Action, _ aside: PutAside) async {
        do {
            let action = try await advance(action)
            if action.state == .unknown {
                aside.add(action, since: timekeeper.now())
                report(.putAside(action))
            } else if !action.isOpen {
                report(.finished(action))
            }
        } catch {
            stop.raise(error)
        }
    }

    /// Registers and activates until the action has ended, is unknown, or the run stops.
    func advance(_ action: Action) async throws(ExecutionStop) -> Action {
        var action = action
        while stop.reason == nil {
            switch action.state {
            case .planned: action = try await register(action)
            case .registered where action.wanted == .active, .activating: action = try await activate(action)
            default: return action
            }
        }
        return action
    }

    /// Commits what happened; nothing is done or said about it before.
    func record(
        _ event: ActionEvent, of action: Action, _ error: ServiceError? = nil
    ) async throws(ExecutionStop) -> Action {
        do {
            let change = try JournalChange(
                action, event, httpStatus: error?.status ?? action.httpStatus, error: error?.words)
            return try await journal.writer.commit(change)
        } catch {
            throw .journal(error)
        }
    }
}

/// Actions whose register was sent and whose outcome is unknown, with the moment their answers were given up.
final class PutAside: Sendable {
    struct Item: Sendable {
        let action: Action
        /// On the timekeeper's monotonic clock.
        let since: Duration
    }

    private let items = Mutex<[Item]>([])

    func add(_ action: Action, since: Duration) {
        items.withLock { $0.append(Item(action: action, since: since)) }
    }

    func takeAll() -> [Item] {
        items.withLock { items in
            defer { items = [] }
            return items
        }
    }
}

public import Accounts
public import FlowServ
internal import Roster
internal import Synchronization

/// Carries out the open actions of one run.
///
/// Each worker takes one action at a time and follows it to an end, so that no account ever has two requests in
/// flight.  An intent is on the disk before its request leaves, an outcome before anybody hears of it.
public struct Executor: Sendable {
    let service: any UserService
    let journal: Journal
    let settings: ExecutionSettings
    /// Its sleeps end early when the run stops.
    let timekeeper: Timekeeper
    let credentials: Credentials
    let stop: StopSignal
    let pacer: Pacer
    /// Logs in again, when the server lets a request pass.
    let logIn: (@Sendable () async throws(ServiceError) -> Void)?
    let aside = PutAside()
    let failures = FailureCount()
    let gate = ActivationGate()
    let unknownIDs = UnknownIDs()
    let adopted = AdoptedAccounts()
    let interceptions: Interceptions
    let unrecorded = Collected<UnrecordedID>()
    /// Whose activations were answered about somebody else: a listing tells whether their ids are somebody else's.
    let otherNames = Collected<AccountName>()
    let report: @Sendable (ExecutionEvent) -> Void
    let threads: [any TaskExecutor]
    private let plainTimekeeper: Timekeeper

    /// Where a run gets its secrets from.
    public struct Credentials: Sendable {
        /// The first password of a new account.
        public var password: @Sendable (AccountName) -> Secret?
        /// Logs in again when the server says that we are not; nil when we cannot.
        public var logIn: (@Sendable () async throws(ServiceError) -> Void)?
        /// Whether an account may be registered again while it is settled: its row is still there.
        public var isWanted: @Sendable (AccountName) -> Bool = { _ in true }
        /// What the journal takes down of a password that is handed out; nil for one that is not.
        public var origin: @Sendable (AccountName) -> PasswordOrigin? = { _ in nil }
        /// How credentials are handed out at the end; nil when nobody asked for them.
        public var handingOut: HandingOut?

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
    ///
    /// - Parameters:
    ///   - service: The server.
    ///   - journal: The journal that holds the run.
    ///   - settings: How the run is carried out.
    ///   - timekeeper: The clock and the source of chance.
    ///   - credentials: The first passwords of new accounts, and what else is secret.
    ///   - stop: The signal that ends the run early.
    ///   - threads: Where the workers run, each on one of them; with none the system decides.
    ///   - report: Is called with every event.
    public init(
        service: any UserService, journal: Journal, settings: ExecutionSettings = ExecutionSettings(),
        timekeeper: Timekeeper = .system(), credentials: Credentials, stop: StopSignal = StopSignal(),
        on threads: [any TaskExecutor] = [],
        report: @escaping @Sendable (ExecutionEvent) -> Void = { _ in }
    ) {
        self.service = service
        self.journal = journal
        self.settings = settings
        interceptions = Interceptions(concurrency: max(1, settings.concurrency))
        self.timekeeper = timekeeper.waking(on: stop)
        self.plainTimekeeper = timekeeper
        self.credentials = credentials
        self.stop = stop
        // A longer wait than that is none: the run stops.
        let pacer = Pacer(
            settings.pace, timekeeper: self.timekeeper, stop: stop, widthChanged: { report(.width($0)) },
            waiting: { if $0 <= settings.longestWait { report(.waiting($0)) } })
        self.pacer = pacer
        logIn = credentials.logIn.map(pacer.passing)
        self.report = report
        self.threads = threads
    }

    /// Brings every open action of the run to an end, or as far as it gets.
    ///
    /// - Throws: ``ExecutionStop`` when the run had to stop early; nothing is lost then.
    func execute(_ run: RunRecord) async throws(ExecutionStop) {
        stop.whenInterrupted { [journal, settings] in journal.patience.end(within: settings.grace) }
        await withinGrace {
            do throws(JournalError) {
                try await carryOut(run)
            } catch {
                stop.raise(.journal(error))
            }
            do throws(ExecutionStop) { try await concludeUnknownIDs() } catch { stop.raise(error) }
        }
        if let reason = stop.reason { throw reason }
    }

    /// Does a part of the run.  When the run is interrupted, its requests in flight may still take the grace; then they are
    /// given up.
    func withinGrace<Value: Sendable>(_ body: @escaping @Sendable () async -> Value) async -> Value {
        let work = Task { await body() }
        let listener = stop.whenRaised { [stop, settings, plainTimekeeper] in
            guard case .interrupted = stop.reason else { return }
            Task {
                await plainTimekeeper.sleep(settings.grace)
                work.cancel()
            }
        }
        let value = await work.value
        stop.forget(listener)
        return value
    }

    private func carryOut(_ run: RunRecord) async throws(JournalError) {
        let counts = try journal.outcomes(of: run.id)
        failures.begin(with: counts.failed, limit: settings.failureLimit, planned: counts.planned)
        gate.isClosed = run.gate == .closed
        adopted.begin(with: try journal.adoptedAccounts(of: run.id))
        unknownIDs.begin(activations: try journal.activationCount(of: run.id), accepts: settings.acceptsUnknownIDs)
        let open = OpenActions(of: run.id, in: journal) { [interceptions] in interceptions.areSeen }
        let count = try journal.openCount(of: run.id)
        report(.started(open: count))
        report(.width(Int(pacer.pace.width)))
        try await sendCanary(from: open, count: count, of: run)
        guard stop.reason == nil else { return }
        await send(open)
        if gate.isClosed, stop.reason == nil { try await passGate(of: run) }
    }

    /// Takes actions as far as they go, and settles those whose answers were lost.
    func send(_ actions: some WorkSource<Action>) async {
        await drain(actions)
        await settle(aside.takeAll())
    }

    /// Activates the wave of a two-phase run, if every one of its registrations succeeded.
    private func passGate(of run: RunRecord) async throws(JournalError) {
        guard try journal.waveIsWhole(run.id) else { return }
        try journal.openGate(of: run.id)
        gate.isClosed = false
        report(.waveIsWhole(activations: try journal.openCount(of: run.id)))
        await drain(OpenActions(of: run.id, in: journal))
    }

    /// Lets as many workers as allowed take the items one after the other, until none is left or the run stops.
    func withWorkers<Item: Sendable>(on items: [Item], _ work: @escaping @Sendable (Item) async -> Void) async {
        await withWorkers(min(items.count, settings.concurrency), on: WorkQueue(items)) { (item) async in
            await work(item)
        }
    }

    private func withWorkers<Item: Sendable>(
        _ count: Int, on source: some WorkSource<Item>, _ work: @escaping @Sendable (Item) async -> Void
    ) async {
        await withTaskGroup(of: Void.self) { group in
            for number in 0..<max(1, count) {
                let thread = threads.isEmpty ? nil : threads[number % threads.count]
                group.addTask(executorPreference: thread) {
                    while stop.reason == nil, let item = await take(from: source) { await work(item) }
                }
            }
        }
        await journal.writer.flush()
    }

    private func take<Item>(from source: some WorkSource<Item>) async -> Item? {
        // Reading would block this thread, and with it the answers that it has to receive.
        if journal.patience.isTried { await journal.writer.flush() }
        do throws(JournalError) {
            return try source.take()
        } catch {
            stop.raise(.journal(error))
            return nil
        }
    }

    private func drain(_ actions: some WorkSource<Action>) async {
        await withWorkers(settings.concurrency, on: actions) { action in
            // Its request left in an earlier process; the clock counts from the start of this one.
            if action.state == .unknown { return aside.add(action, since: .zero) }
            guard !isHeld(action) else { return }
            do throws(ExecutionStop) {
                if let ended = try await advance(action) { conclude(ended) }
            } catch {
                stop.raise(error)
            }
        }
    }
}

extension ExecutionSettings {
    var pace: Pace.Limits {
        Pace.Limits(
            ceiling: max(1, concurrency), interval: rate.map { .seconds(1 / $0) } ?? .zero, backoff: backoff)
    }
}

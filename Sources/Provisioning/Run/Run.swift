internal import Accounts
public import FlowServ

/// One run, from its first request to its closed record in the journal.
///
/// Its stages, in the order of this file: canary, send, settle, activate, verify, deliver, close.  Each
/// `AccountWorker` follows one action at a time to an end, so that no account ever has two requests in flight.  An
/// intent is on the disk before its request is sent, and an outcome before it is reported.
public struct Run: Sendable {
    let journal: Journal
    let settings: ExecutionSettings
    let timekeeper: Timekeeper
    let credentials: RunCredentials
    let stop: StopSignal
    let server: ServerAccess
    let recorder: ActionRecorder
    let findings: RunFindings
    let workers: WorkerPool
    let report: @Sendable (ExecutionEvent) -> Void

    /// Creates a run.
    ///
    /// - Parameters:
    ///   - service: The server.
    ///   - journal: The journal that contains the run.
    ///   - settings: The settings of the run.
    ///   - timekeeper: The clock and the source of randomness.
    ///   - credentials: The first passwords of new accounts and other secrets.
    ///   - stop: The signal that ends the run early.
    ///   - threads: The threads of the workers, one for each; if empty, the system decides.
    ///   - report: Called with every event.
    public init(
        service: any UserService, journal: Journal, settings: ExecutionSettings = ExecutionSettings(),
        timekeeper: Timekeeper = .system(), credentials: RunCredentials, stop: StopSignal = StopSignal(),
        on threads: [any TaskExecutor] = [],
        report: @escaping @Sendable (ExecutionEvent) -> Void = { _ in }
    ) {
        self.journal = journal
        self.settings = settings
        self.timekeeper = timekeeper
        self.credentials = credentials
        self.stop = stop
        self.report = report
        server = ServerAccess(
            service, settings: settings, timekeeper: timekeeper, stop: stop, logIn: credentials.logIn, report: report)
        recorder = ActionRecorder(
            journal: journal, failures: FailureCount(), stop: stop, timekeeper: timekeeper, report: report)
        findings = RunFindings(concurrency: settings.concurrency)
        workers = WorkerPool(width: settings.concurrency, threads: threads, journal: journal, stop: stop)
    }

    private var worker: AccountWorker {
        AccountWorker(server: server, recorder: recorder, findings: findings, credentials: credentials)
    }

    /// Carries out a run as far as possible, compares the result with a new listing, delivers the credentials that
    /// are owed, and closes the run in the journal.
    ///
    /// - Parameters:
    ///   - run: The run, as begun or resumed in the journal.
    ///   - address: The server's base URL, for the report.
    ///   - naming: Which accounts the report names.
    /// - Returns: The report, counted from the journal, and why the run stopped early, if it did.
    /// - Throws: ``JournalError`` if not even the report can be read.
    public func carryOut(
        _ run: RunRecord, at address: String, naming: RunReport.NamedAccounts = .everyAccount
    ) async throws(JournalError) -> RunConclusion {
        journal.waitPatiently { [report] in report(.waitingForJournal($0)) }
        defer { journal.patience.reset() }
        stop.whenInterrupted { [journal, settings] in journal.patience.end(within: settings.grace) }
        var verification: Verification?
        var delivery: DeliveryRecord?
        do throws(ExecutionStop) {
            try await withinGrace { () async throws(ExecutionStop) in try await finishActions(of: run) }
            verification = try await verify(run)
            delivery = try await withinGrace { () async throws(ExecutionStop) in try await deliver(in: run) }
        } catch {
            stop.raise(error)
        }
        return try close(run, at: address, naming: naming, verification: verification, delivery: delivery)
    }

    /// Performs a part of the run.  If the run is interrupted, its requests in flight may still take the grace
    /// period; then they are abandoned.
    private func withinGrace<Value: Sendable>(
        _ part: @escaping @Sendable () async throws(ExecutionStop) -> Value
    ) async throws(ExecutionStop) -> Value {
        let work = Task { () async -> Result<Value, ExecutionStop> in
            do throws(ExecutionStop) { return .success(try await part()) } catch { return .failure(error) }
        }
        let listener = stop.whenRaised { [stop, settings, timekeeper] in
            guard case .interrupted = stop.reason else { return }
            Task {
                await timekeeper.sleep(settings.grace)
                work.cancel()
            }
        }
        let result = await work.value
        stop.forget(listener)
        return try result.get()
    }

    // MARK: - The actions

    /// Advances every open action to its end, or as far as possible.
    ///
    /// - Throws: ``ExecutionStop`` if the run had to stop early; nothing is lost then.
    private func finishActions(of run: RunRecord) async throws(ExecutionStop) {
        do throws(ExecutionStop) {
            let open = try start(run)
            try await sendCanary(of: run, from: open)
            if stop.reason == nil { await send(open) }
            try await activateWave(of: run)
        } catch {
            stop.raise(error)
        }
        try await concludeUnknownIDs()
        if let reason = stop.reason { throw reason }
    }

    /// Loads the run's progress from the journal.
    private func start(_ run: RunRecord) throws(ExecutionStop) -> OpenActions {
        let open = try ExecutionStop.unless { () throws(JournalError) in
            let counts = try journal.outcomes(of: run.id)
            recorder.failures.start(from: counts.failed, limit: settings.failureLimit, planned: counts.planned)
            findings.gate.isClosed = run.gate == .closed
            findings.adopted.load(try journal.adoptedAccounts(of: run.id))
            findings.unknownIDs.start(
                activations: try journal.activationCount(of: run.id), accepts: settings.acceptsUnknownIDs)
            return try journal.openCount(of: run.id)
        }
        report(.started(open: open))
        report(.width(Int(server.pacer.pace.width)))
        return OpenActions(of: run.id, count: open, in: journal) { [findings] in findings.interceptions.areSeen }
    }

    /// Canary: advances the first accounts to their verified end before any other is touched.
    ///
    /// If one of them is not as planned, or the listing does not confirm it, the run stops.
    private func sendCanary(of run: RunRecord, from open: OpenActions) async throws(ExecutionStop) {
        guard let size = settings.canary, size < open.count else { return }
        let first = try ExecutionStop.unless { () throws(JournalError) in
            var first: [Action] = []
            while first.count < size, let action = try open.next() { first.append(action) }
            return first
        }
        guard let low = first.first?.id, let high = first.last?.id else { return }
        await send(WorkQueue(first))
        guard stop.reason == nil else { return }
        let names = Set(first.map(\.username))
        let ended = try ExecutionStop.unless { () throws(JournalError) in
            try journal.actions(low...high, of: run.id).filter { names.contains($0.username) }
        }
        report(.verifying)
        let verification = Verification(of: ended, listing: try await server.listing())
        let differing = Set(verification.differences.map(\.username))
        let failed = ended.filter { action in
            differing.contains(action.username)
                || RunReport.Outcome(action) != .succeeded && !findings.gate.holds(action)
        }
        guard failed.isEmpty else { throw .canaryFailed(failed: failed.map(\.username), of: first.count) }
    }

    /// Send and settle: advances actions as far as possible, and settles those whose answers were lost.
    private func send(_ actions: some WorkSource<Action>) async {
        await workers.run(on: actions) { [worker] action in await worker.work(on: action) }
        await Settlement(worker: worker, workers: workers).settle(recorder.deferred.drain())
    }

    /// Activate: opens the gate of a two-phase run and activates its wave, if every one of its registrations
    /// succeeded.
    private func activateWave(of run: RunRecord) async throws(ExecutionStop) {
        guard findings.gate.isClosed, stop.reason == nil else { return }
        let activations = try ExecutionStop.unless { () throws(JournalError) -> Int? in
            guard try journal.waveIsWhole(run.id) else { return nil }
            try journal.openGate(of: run.id)
            return try journal.openCount(of: run.id)
        }
        guard let activations else { return }
        findings.gate.isClosed = false
        report(.waveIsWhole(activations: activations))
        let open = OpenActions(of: run.id, count: activations, in: journal)
        await workers.run(on: open) { [worker] action in await worker.work(on: action) }
    }

    /// Decides the meaning of unknown-id answers that were not trusted at once.
    ///
    /// A stopped run concludes nothing from a server that has not known any id.
    private func concludeUnknownIDs() async throws(ExecutionStop) {
        for item in findings.unknownIDs.drain() {
            if findings.unknownIDs.isTrusted || stop.reason == nil {
                recorder.conclude(try await recorder.record(.idUnknown(item.words), of: item.action, item.error))
            } else {
                _ = try await recorder.record(.activationNotProcessed, of: item.action, item.error)
            }
        }
    }

    // MARK: - The end

    /// Verify: reads the listing again, if there is a result that it can confirm, or if an id may belong to another
    /// account.
    private func verify(_ run: RunRecord) async throws(ExecutionStop) -> Verification? {
        let hasDone = try ExecutionStop.unless { () throws(JournalError) in try journal.hasActive(run.id) }
        guard settings.verifies, hasDone || !findings.otherNames.all.isEmpty else { return nil }
        report(.verifying)
        let listing = try await server.listing()
        return try ExecutionStop.unless { () throws(JournalError) in
            try journal.strandMistaken(by: listing)
            return try journal.verification(of: run.id, by: listing)
        }
    }

    /// Deliver: replaces the passwords of adopted accounts that still have their old ones, and delivers what is owed.
    private func deliver(in run: RunRecord) async throws(ExecutionStop) -> DeliveryRecord? {
        var unset: [DeliveryRecord.Kept] = []
        for name in findings.adopted.all.keys.sorted() {
            let action = try ExecutionStop.unless { () throws(JournalError) in
                try journal.action(of: name, in: run.id)
            }
            guard let action, let kept = try await worker.replacePassword(of: action) else { continue }
            unset.append(kept)
        }
        let delivery = CredentialDelivery(
            route: credentials.route, journal: journal, server: server, workers: workers)
        return try await delivery.deliver(keeping: unset)
    }

    /// Close: records how the run ended, and counts the report from the journal.
    private func close(
        _ run: RunRecord, at address: String, naming: RunReport.NamedAccounts, verification: Verification?,
        delivery: DeliveryRecord?
    ) throws(JournalError) -> RunConclusion {
        let status = status(
            of: run, try journal.summary(of: run.id), verification: verification, delivery: delivery)
        var unwritten: RunRecord.Status?
        do {
            try journal.end(
                run.id, as: status, verification: verification, delivery: delivery, now: timekeeper.date())
        } catch {
            // If it cannot be written, the run stays marked as running, which resume handles too.
            stop.raise(.journal(error))
            unwritten = .interrupted
        }
        var report = try journal.report(of: run.id, server: address, naming: naming)
        report.status = unwritten ?? report.status
        return RunConclusion(
            report: report, stop: stop.reason,
            unrecorded: recorder.unrecorded.all.sorted { $0.username < $1.username })
    }

    private func status(
        of run: RunRecord, _ summary: RunReport.Summary, verification: Verification?, delivery: DeliveryRecord?
    ) -> RunRecord.Status {
        if stop.reason != nil, summary.remaining + summary.unknown > 0 || owesCredentials { return .interrupted }
        let isAsPlanned =
            summary.succeeded == summary.planned && run.blocked == 0 && delivery?.isSuccess ?? true
        return isAsPlanned && verification?.differences.isEmpty ?? true ? .completed : .partial
    }

    /// Whether this run still owes credentials that it should deliver, or passwords that it should replace.
    private var owesCredentials: Bool {
        credentials.route != nil && (try? journal.owedDeliveries()) != 0
            || findings.adopted.all.keys.contains { name in
                // Only an active account's password can be replaced.
                if case .active? = try? journal.knowledge(of: name) { true } else { false }
            }
    }
}

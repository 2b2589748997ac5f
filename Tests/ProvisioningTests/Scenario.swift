import Accounts
import FlowServ
import Roster
import Sandbox
import Synchronization

@testable import Provisioning

/// A server, a journal and a run over some accounts, all in memory and in virtual time.
struct Scenario {
    let time: VirtualTime
    let backend: SandboxBackend
    let journal: Journal
    let stop = StopSignal()
    let events = EventLog()
    /// The clock of this process.
    var timekeeper: Timekeeper
    var settings = ExecutionSettings()

    /// - Parameter journal: A journal in a file; nil makes one in memory.
    init(_ options: SandboxOptions = SandboxOptions(), journal: Journal? = nil) throws {
        time = VirtualTime()
        backend = SandboxBackend(options, clock: time.sandboxClock)
        self.journal = try journal ?? Journal.inMemory()
        timekeeper = time.process()
        settings.concurrency = 4
    }

    /// The same server and journal, later, in a new process.
    init(continuing earlier: Scenario) throws {
        time = earlier.time
        backend = earlier.backend
        journal = earlier.journal
        settings = earlier.settings
        timekeeper = time.process()
        try journal.recoverInFlight()
    }

    /// A plan over these names, all with the same wish.
    func begin(_ names: [String], wanted: DesiredState = .active, kind: Action.Kind = .register) throws -> RunRecord {
        var changes = PlannedChanges()
        changes.actions = try names.sorted().map { name in
            let knowledge = kind == .activate ? try journal.knowledge(of: AccountName(name)) : nil
            return PlannedAction(
                username: AccountName(name), action: kind, state: wanted, userID: knowledge?.pendingID?.rawValue,
                file: "team.csv", line: 2)
        }
        let plan = Plan(
            server: try ServerAddress("http://127.0.0.1:5000"), created: Timestamp(secondsSince1970: 0),
            asOf: PlannerTests.today,
            sources: PlanSources(rosters: [], listing: ListingDigest([])), changes: changes)
        return try journal.begin(NewRun(plan, now: time.timekeeper.date()))
    }

    /// Carries out the run with a service of this process, or with another one.
    @discardableResult
    func carryOut(
        _ run: RunRecord, with service: (any UserService)? = nil,
        logIn: (@Sendable () async throws(ServiceError) -> Void)? = nil
    ) async throws -> RunConclusion {
        let service: any UserService = if let service { service } else { try await self.service() }
        return try await self.run(with: service, logIn: logIn).carryOut(run, at: "http://127.0.0.1:5000")
    }

    /// The means of this process.
    func run(
        with service: any UserService, logIn: (@Sendable () async throws(ServiceError) -> Void)? = nil
    ) -> Run {
        Run(
            service: service, journal: journal, settings: settings, timekeeper: timekeeper,
            credentials: RunCredentials(password: { Secret("pw of \($0)") }, logIn: logIn), stop: stop,
            report: events.add)
    }

    /// A client that is logged in.
    func service() async throws -> InMemoryUserService {
        if await !backend.accounts().contains(where: { $0.username == "admin" }) {
            await backend.addAccount("admin", password: "admin password")
        }
        let service = InMemoryUserService(backend)
        _ = try await service.loginUser("admin", password: Secret("admin password"))
        return service
    }

    /// The accounts on the server, without the admin, as `name` or `name (pending)`.
    func accounts() async -> [String] {
        await backend.accounts().filter { $0.username != "admin" }
            .map { $0.active ? $0.username : $0.username + " (pending)" }.sorted()
    }
}

extension AccountKnowledge {
    fileprivate var pendingID: UserID? {
        if case .pending(let id) = self { id } else { nil }
    }
}

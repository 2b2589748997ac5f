import Accounts
import FlowServ
import Foundation
import Roster
import Sandbox
import TestSupport

@testable import Provisioning

/// What outlives a process: the server, the journal's file, the roster, and time.
struct CrashWorld {
    let time = VirtualTime()
    let backend: SandboxBackend
    let roster: Roster
    let isTwoPhase: Bool
    /// Where passwords come from; then the rows have none, and credentials are handed out.
    let source: PasswordSource
    private let directory: TemporaryDirectory
    private let admin: InMemoryUserService
    private static let address = "http://127.0.0.1:5000/flowserv/api/v1"

    /// - Parameter wanted: Each name with the state that its row wants.
    init(
        _ wanted: [String: DesiredState], isTwoPhase: Bool = false, source: PasswordSource = .roster,
        options: SandboxOptions = SandboxOptions()
    ) async throws {
        directory = try TemporaryDirectory()
        backend = SandboxBackend(options, clock: time.sandboxClock)
        self.isTwoPhase = isTwoPhase
        self.source = source
        let rows = wanted.sorted { $0.key < $1.key }.map { name, state in
            "\(name),\(source == .roster ? "pw of \(name)" : ""),\(state.rawValue)\n"
        }
        roster = RosterReader(options: RosterOptions()).read(
            bytes: ("username,password,state\n" + rows.joined()).utf8, named: "team.csv")
        await backend.addAccount("admin", password: "admin password")
        admin = InMemoryUserService(backend)
        _ = try await admin.loginUser("admin", password: Secret("admin password"))
    }

    /// What one process made of its life.
    enum Life {
        /// It came to its end.
        case finished(RunConclusion)
        /// It was stopped at a step, and nobody heard anything more of it.
        case cut
        /// There was nothing to do.
        case idle
        /// The server gave no listing, so nothing was sent.
        case unreachable
    }

    /// One process from its start: it resumes what is unfinished, as `resume` does, or plans anew, as `apply` does.
    ///
    /// - Parameters:
    ///   - opensGate: Whether it is `resume --activate-rest`.
    func live(
        _ mortality: Mortality = Mortality(endingAt: nil), concurrency: Int = 1, opensGate: Bool = false
    ) async throws -> Life {
        do {
            let life = try await process(mortality, concurrency, opensGate)
            return mortality.isDead ? .cut : life
        } catch {
            guard mortality.isDead else { throw error }
            return .cut
        }
    }

    /// Lets processes live until one finds nothing to do.
    ///
    /// - Returns: How many it took.
    @discardableResult
    func liveOn(concurrency: Int = 1, atMost most: Int = 5) async throws -> Int {
        for number in 1...most {
            if case .idle = try await live(concurrency: concurrency) { return number }
        }
        return most
    }

    private func process(_ mortality: Mortality, _ concurrency: Int, _ opensGate: Bool) async throws -> Life {
        let journal = try Journal(path: directory.file("journal.sqlite"), probe: mortality.probe)
        try journal.check(ServerAddress(Self.address))
        try journal.recoverInFlight()
        _ = try journal.recoverPublications()
        let service = MortalService(service: admin, mortality: mortality)
        guard
            let listing = try? await RepeatedListing(
                service: service, repetition: Repetition(timekeeper: time.process())
            )
            .listing()
        else {
            return .unreachable
        }
        let run: RunRecord
        var isIdle = false
        if let unfinished = try unfinished(journal, opensGate) {
            run = try Resumption(journal: journal, run: unfinished)
                .begin(roster: roster, listing: ListingIndex(listing), opensGate: opensGate)
        } else {
            let plan = try plan(journal, listing)
            isIdle = plan.actions.isEmpty
            run = try journal.begin(
                NewRun(plan, options: options(), listing: listing, now: time.timekeeper.date()))
        }
        let process = Run(
            service: service, journal: journal, settings: settings(concurrency), timekeeper: time.process(),
            credentials: try credentials(of: run, journal))
        let conclusion = try await process.carryOut(run, at: Self.address)
        return isIdle ? .idle : .finished(conclusion)
    }

    private func unfinished(_ journal: Journal, _ opensGate: Bool) throws -> RunRecord? {
        if let run = try journal.unfinishedRun() { return run }
        guard opensGate, let wave = try journal.heldWaves().first else { return nil }
        return try journal.run(wave.run)
    }

    private func plan(_ journal: Journal, _ listing: Listing) throws -> Plan {
        let planner = Planner(asOf: PlannerTests.today, isTwoPhase: isTwoPhase, passwordSource: source)
        let changes = try planner.changes(
            roster: roster, listing: listing, knowledge: journal.knowledgeBesidesActive(), waves: journal.heldWaves())
        return Plan(
            server: try ServerAddress(Self.address), created: Timestamp(secondsSince1970: 0),
            asOf: PlannerTests.today,
            sources: PlanSources(rosters: [], listing: ListingDigest(listing)), changes: changes)
    }

    private func options() -> RunOptions {
        var options = RunOptions()
        guard source != .roster else { return options }
        var credentials = CredentialOptions()
        credentials.source = source
        credentials.destination = directory.file("credentials-\(credentialFiles.count + 1).csv")
        options.credentials = credentials
        return options
    }

    private func credentials(of run: RunRecord, _ journal: Journal) throws -> RunCredentials {
        guard let options = run.options.credentials, let path = options.destination else {
            return RunCredentials(password: { Secret("pw of \($0)") })
        }
        let store = SecretStore(journal: journal.path)
        let secrets = try store.load()
        let passwords = FirstPasswords(
            roster: [], source: source, secrets: secrets, current: try secrets.values.first ?? store.create(),
            earlier: try journal.pendingDeliveries(), deliversRoster: true)
        var credentials = RunCredentials(password: { passwords.password(of: $0) })
        credentials.origin = { passwords.origin(of: $0) }
        credentials.route = DeliveryRoute(
            passwords: passwords, destination: .file(path), secrets: store, logsIn: logsIn)
        return credentials
    }

    /// Logs in with this password.
    @Sendable func logsIn(_ name: AccountName, _ password: Secret) async throws(ServiceError) -> User {
        try await InMemoryUserService(backend).loginUser(name.text, password: password).user
    }

    /// The files in the directory of the journal.
    var files: [String] {
        (try? FileManager.default.contentsOfDirectory(atPath: directory.path).sorted()) ?? []
    }

    /// The paths of all credentials that were handed out.
    var credentialFiles: [String] {
        files.filter { $0.hasPrefix("credentials-") }.map(directory.file)
    }

    private func settings(_ concurrency: Int) -> ExecutionSettings {
        var settings = ExecutionSettings()
        settings.concurrency = concurrency
        return settings
    }

    /// The journal as somebody sees it who only looks.
    func journal() throws -> Journal {
        try Journal(path: directory.file("journal.sqlite"))
    }

    /// The accounts on the server without the admin, as `name` or `name (pending)`, one entry a row.
    func accounts() async -> [String] {
        await backend.accounts().filter { $0.username != "admin" }
            .map { $0.active ? $0.username : $0.username + " (pending)" }.sorted()
    }
}

extension VirtualTime {
    /// The clock of a process that starts now.
    func process() -> Timekeeper {
        let start = now
        var timekeeper = self.timekeeper
        let whole = timekeeper
        timekeeper.now = { whole.now() - start }
        timekeeper.sleepUntil = { await whole.sleepUntil(start + $0) }
        return timekeeper
    }
}

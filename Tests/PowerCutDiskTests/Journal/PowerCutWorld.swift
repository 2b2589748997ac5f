import Accounts
import FlowServ
import Foundation
import PowerCutDisk
import Roster
import Sandbox
import Synchronization

@testable import Provisioning

/// A server, and a machine with a disk that loses what was not synced; time stands still until somebody waits.
struct PowerCutWorld {
    static let names = (1...20).map { "user\(100 + $0)" }
    static let path = "/var/lib/rollcall/journal.sqlite"
    private static let address = "http://127.0.0.1:5000"
    private static let start = Date(timeIntervalSince1970: 1_773_100_800)

    let backend: SandboxBackend
    let disk: PowerCutDisk
    let sent = SentRegisters()
    let roster: Roster
    private let time: WorldTime
    private let admin: InMemoryUserService

    init(_ geometry: DiskGeometry = DiskGeometry()) async throws {
        let time = WorldTime()
        self.time = time
        backend = SandboxBackend(
            clock: SandboxClock(now: { time.now }, sleep: { await time.sleep(until: time.now + $0) }))
        disk = PowerCutDisk(geometry: geometry)
        roster = RosterReader(options: RosterOptions()).read(
            bytes: ("username,password\n" + Self.names.map { "\($0),pw of \($0)\n" }.joined()).utf8, named: "team.csv"
        )
        await backend.addAccount("admin", password: "admin password")
        admin = InMemoryUserService(backend)
        _ = try await admin.loginUser("admin", password: Secret("admin password"))
    }

    /// Opens the journal as a process does.  The real one creates an empty file before SQLite sees it.
    static func journal(on process: DiskProcess) throws -> Journal {
        _ = try process.file(path)
        return try Journal(path: path, vfs: process.vfs, probe: .none)
    }

    /// One process from its start, which resumes what is unfinished or plans anew.
    ///
    /// - Parameter report: Called with every event of the run.
    /// - Returns: Whether anything was left to do.
    func live(
        on process: DiskProcess, report: @escaping @Sendable (ExecutionEvent) -> Void = { _ in }
    ) async throws -> Bool {
        let journal = try Self.journal(on: process)
        try journal.recoverInFlight()
        let timekeeper = timekeeper()
        let service = CountedService(service: admin, sent: sent)
        let repetition = Repetition(timekeeper: timekeeper)
        let listing = try await RepeatedListing(service: service, repetition: repetition).listing()
        guard let run = try run(in: journal, listing) else { return false }
        var settings = ExecutionSettings()
        settings.concurrency = 4
        let conclusion = try await Run(
            service: service, journal: journal, settings: settings, timekeeper: timekeeper,
            credentials: RunCredentials(password: { Secret("pw of \($0)") }), report: report
        ).carryOut(run, at: Self.address)
        if let stop = conclusion.stop { throw stop }
        return true
    }

    private func run(in journal: Journal, _ listing: Listing) throws -> RunRecord? {
        if let run = try journal.unfinishedRun() {
            return try Resumption(journal: journal, run: run)
                .begin(roster: roster, listing: ListingIndex(listing), opensGate: false)
        }
        let today = Day(Self.start, in: .gmt)
        let changes = try Planner(asOf: today, isTwoPhase: false).changes(
            roster: roster, listing: listing, knowledge: journal.knowledgeBesidesActive(), waves: journal.heldWaves())
        if changes.actions.isEmpty { return nil }
        let plan = Plan(
            server: try ServerAddress(Self.address), created: Timestamp(secondsSince1970: 0), asOf: today,
            sources: PlanSources(rosters: [], listing: ListingDigest(listing)), changes: changes)
        return try journal.begin(NewRun(plan, listing: listing, now: Self.start))
    }

    private func timekeeper() -> Timekeeper {
        let (time, start) = (time, time.now)
        return Timekeeper(
            now: { time.now - start }, date: { Self.start }, sleepUntil: { await time.sleep(until: start + $0) },
            jitter: { 0.5 })
    }

    /// The names of the accounts on the server, one for each row.
    func accounts() async -> [String] {
        await backend.accounts().filter { $0.username != "admin" && $0.active }.map(\.username).sorted()
    }
}

/// A clock that jumps to the next moment for which somebody waits.
private final class WorldTime: Sendable {
    private let elapsed = Mutex(Duration.zero)

    var now: Duration { elapsed.withLock { $0 } }

    func sleep(until end: Duration) async {
        await Task.yield()
        elapsed.withLock { $0 = max($0, end) }
    }
}

import Accounts
import FlowServ
import Foundation
import Roster
import Sandbox
import TestSupport

@testable import Provisioning

/// A sandbox behind a real socket, a journal's file and a roster, in real time.
struct SocketWorld {
    let backend: SandboxBackend
    let directory: TemporaryDirectory
    let roster: Roster
    let isTwoPhase: Bool
    let descriptor: ServiceDescriptor
    let token: AccessToken

    /// How long an answer may take.  The longest delay of a fault is half a second more.
    static let timeout = Duration.seconds(2)
    /// Whatever a fault holds back is done half a second after it was given up, and the sandbox itself takes no time.
    static let settle = Duration.seconds(6)

    /// Starts a server, logs in and lets the body run.
    static func run(
        _ wanted: [String: DesiredState], isTwoPhase: Bool, _ options: SandboxOptions,
        _ body: (SocketWorld) async throws -> Void
    ) async throws {
        let backend = SandboxBackend(options)
        await backend.addAccount("admin", password: "admin password")
        let server = try await SandboxServer.start(backend)
        do {
            let service = try await RemoteUserService.connect(to: ServerAddress(server.url))
            let login = try await service.closing {
                try await $0.loginUser("admin", password: Secret("admin password"))
            }
            let rows = wanted.sorted { $0.key < $1.key }.map { "\($0.key),pw of \($0.key),\($0.value.rawValue)\n" }
            let roster = RosterReader(options: RosterOptions()).read(
                bytes: ("username,password,state\n" + rows.joined()).utf8, named: "team.csv")
            let world = SocketWorld(
                backend: backend, directory: try TemporaryDirectory(), roster: roster, isTwoPhase: isTwoPhase,
                descriptor: service.descriptor, token: login.token)
            try await body(world)
            await server.stop()
        } catch {
            await server.stop()
            throw error
        }
    }

    func journal() throws -> Journal {
        try Journal(path: directory.file("journal.sqlite"))
    }

    /// Lets clients come and go, each with connections of its own, until one finds nothing to do.
    ///
    /// - Returns: How many it took.
    @discardableResult
    func liveOn(opensGate: Bool = false, atMost most: Int) async throws -> Int {
        for number in 1...most {
            var settings = ConnectionSettings()
            settings.timeout = Self.timeout
            let service = try RemoteUserService(descriptor: descriptor, token: token, settings: settings)
            if try await service.closing({ try await live($0, opensGate) }) { return number }
        }
        return most
    }

    /// - Returns: Whether there was nothing to do.
    private func live(_ service: RemoteUserService, _ opensGate: Bool) async throws -> Bool {
        let journal = try journal()
        try journal.recoverInFlight()
        guard let listing = try? await RepeatedListing(service: service).listing() else { return false }
        let run: RunRecord
        var isIdle = false
        if let unfinished = try journal.unfinishedRun() {
            run = try Resumption(journal: journal, run: unfinished).begin(
                roster: roster, listing: ListingIndex(listing))
        } else if opensGate, let wave = try journal.heldWaves().first {
            run = try Resumption(journal: journal, run: journal.run(wave.run))
                .begin(roster: roster, listing: ListingIndex(listing), opensGate: true)
        } else {
            let plan = try plan(journal, listing)
            isIdle = plan.actions.isEmpty
            run = try journal.begin(NewRun(plan, listing: listing, now: Date()))
        }
        var settings = ExecutionSettings()
        settings.settleTime = Self.settle
        settings.concurrency = 5
        let process = Run(
            service: service, journal: journal, settings: settings,
            credentials: RunCredentials(password: { Secret("pw of \($0)") }))
        _ = try await process.carryOut(run, at: descriptor.address.url)
        return isIdle
    }

    private func plan(_ journal: Journal, _ listing: Listing) throws -> Plan {
        let changes = try Planner(asOf: PlannerTests.today, isTwoPhase: isTwoPhase).changes(
            roster: roster, listing: listing, knowledge: journal.knowledgeBesidesActive(), waves: journal.heldWaves())
        return Plan(
            server: descriptor.address, created: Timestamp(secondsSince1970: 0), asOf: PlannerTests.today,
            sources: PlanSources(rosters: [], listing: ListingDigest(listing)), changes: changes)
    }
}

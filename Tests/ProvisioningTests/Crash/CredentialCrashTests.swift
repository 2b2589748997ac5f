import Accounts
import FlowServ
import Foundation
import Sandbox
import TestSupport
import Testing

@testable import Provisioning

/// A process is ended at every step of a run that hands out credentials: everybody gets one, once, and it is good.
struct CredentialCrashTests {
    /// One row of a credentials file.
    struct Row: Hashable {
        let username: String
        let password: String
        let request: String
    }

    private static let situations: [(CrashTests.Kind, PasswordSource)] = [
        (.direct, .generated), (.pending, .generated), (.mixed, .generated), (.twoPhase, .generated),
        (.direct, .invitation), (.mixed, .invitation), (.twoPhase, .invitation),
    ]

    @Test(arguments: situations)
    func `whatever step a process ends at, everybody gets one credential that works`(
        kind: CrashTests.Kind, source: PasswordSource
    ) async throws {
        let uncut = try await kind.world(source)
        let immortal = Mortality(endingAt: nil)
        _ = try await uncut.live(immortal)
        try await expectCredentials(of: uncut, kind, "not cut at all")
        for cut in immortal.steps.indices {
            let world = try await kind.world(source)
            guard case .cut = try await world.live(Mortality(endingAt: cut)) else {
                Issue.record("step \(cut) of \(immortal.steps.count) was not reached")
                continue
            }
            try await world.liveOn()
            try await expectCredentials(of: world, kind, "cut at step \(cut): \(immortal.steps[cut])")
        }
        print("crash suite: credentials, \(kind.rawValue), \(source.rawValue): \(immortal.steps.count) cuts")
        #expect(immortal.steps.count > 15)
    }

    /// Two that go through every kind of step; at length, all of them.
    private static let recoveries = Soak.isOn ? situations : [(.mixed, .generated), (.twoPhase, .invitation)]

    @Test(arguments: recoveries)
    func `a process that ends while it recovers hands out no credential twice`(
        kind: CrashTests.Kind, source: PasswordSource
    ) async throws {
        let immortal = Mortality(endingAt: nil)
        _ = try await kind.world(source).live(immortal)
        let last = immortal.steps.count
        // The end of the run, where credentials are written, at every step; before that every seventh.
        for first in (0..<last).filter({ $0 >= last - 10 || $0.isMultiple(of: Soak.isOn ? 1 : 7) }) {
            for second in 0... {
                let world = try await kind.world(source)
                _ = try await world.live(Mortality(endingAt: first))
                guard case .cut = try await world.live(Mortality(endingAt: second)) else { break }
                try await world.liveOn()
                try await expectCredentials(of: world, kind, "cut at steps \(first) and \(second)")
            }
        }
    }

    @Test func `a lost request for an invitation that arrives late does not end the id that is handed out`()
        async throws
    {
        let world = try await CrashTests.Kind.direct.world(.invitation)
        await world.backend.inject(Fault(.requestPasswordReset, .late(.seconds(20))))
        _ = try await world.live()
        world.time.advance(by: .seconds(60))
        try await expectCredentials(of: world, .direct, "a request arrived late")
    }

    /// Every account but the stranded ones stands in one file, once, with what lets its owner in.
    private func expectCredentials(of world: CrashWorld, _ kind: CrashTests.Kind, _ when: Comment) async throws {
        let journal = try world.journal()
        let stranded = Set(try journal.unresolvedAccounts().map(\.username.text))
        if !stranded.isEmpty { _ = try await world.live(opensGate: true) }
        let rows = try world.credentialFiles.flatMap(rows)
        let pending = Set(
            await world.accounts().filter { $0.hasSuffix(" (pending)") }.map { String($0.dropLast(10)) })
        var names = Set(kind.wanted.keys).subtracting(stranded)
        if world.source == .invitation { names.subtract(pending) }
        #expect(rows.map(\.username).sorted() == names.sorted(), when)
        for row in rows where !pending.contains(row.username) { try await expectGood(row, world, when) }
        let waiting = try journal.pendingDeliveries().filter { !stranded.contains($0.username.text) }.map(
            \.username.text)
        #expect(Set(waiting) == (world.source == .invitation ? pending.subtracting(stranded) : []), when)
        let others = world.files.filter { !$0.hasPrefix("journal.sqlite") && !$0.hasPrefix("credentials-") }
        #expect(others == [], when)
        // As long as somebody waits, the password must be possible to make again.
        let owes = try !journal.pendingDeliveries().isEmpty
        #expect(world.files.contains { $0.hasPrefix("journal.sqlite.secret-") } == owes, when)
    }

    private func expectGood(_ row: Row, _ world: CrashWorld, _ when: Comment) async throws {
        if world.source == .generated {
            #expect(row.password.count == PasswordSecret.shortest && row.request.isEmpty, when)
            #expect(
                try await world.logsIn(AccountName(row.username), Secret(row.password)).username.text == row.username,
                when
            )
        } else {
            #expect(row.password.isEmpty, when)
            let service = InMemoryUserService(world.backend)
            let user = try await service.resetPassword(ResetRequestID(row.request), to: Secret("chosen"))
            #expect(user.username.text == row.username, when)
            #expect(
                try await world.logsIn(AccountName(row.username), Secret("chosen")).username.text == row.username,
                when)
        }
    }

    private func rows(_ path: String) throws -> [Row] {
        let attributes = try FileManager.default.attributesOfItem(atPath: path)
        #expect(attributes[.posixPermissions] as? Int == 0o600)
        let lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
        #expect(lines.first == "username,password,request_id,expires,reset_url,state,flowserv_id,note")
        return lines.dropFirst().map { line in
            let cells = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
            return Row(username: cells[0], password: cells[1], request: cells[2])
        }
    }
}

import Accounts
import GRDB
import PowerCutDisk
import Synchronization

@testable import Provisioning

/// Looks at what power cuts leave of a journal: every register that was sent must be known, and every outcome that
/// was reported.
final class JournalJudge: Sendable {
    struct Found {
        var cuts = 0
        var problems: [String] = []
        var reported: [String: ActionState.Code] = [:]
    }

    private let sent: SentRegisters
    private let state = Mutex(Found())

    init(_ sent: SentRegisters) {
        self.sent = sent
    }

    var found: Found { state.withLock { $0 } }

    /// Notes an outcome that somebody heard.
    @Sendable func note(_ event: ExecutionEvent) {
        guard case .finished(let action) = event else { return }
        state.withLock { $0.reported[action.username.text] = action.state.code }
    }

    /// Looks at what a cut now would leave, with several seeds.
    func look(at disk: PowerCutDisk, before call: DiskCall, seeds: Range<UInt64>) {
        for seed in seeds {
            let (sent, reported) = (sent.names, found.reported)
            let problems = problems(disk.afterPowerCut(seed: seed &+ UInt64(call.number) << 8), sent, reported)
            state.withLock { state in
                state.cuts += 1
                state.problems += problems.map { "before \(call), seed \(seed): \($0)" }
            }
        }
    }

    private func problems(
        _ disk: PowerCutDisk, _ sent: Set<String>, _ reported: [String: ActionState.Code]
    ) -> [String] {
        do {
            let states = try states(disk)
            return sent.filter { states[$0] == nil || states[$0] == .planned }.map { "\($0) was sent" }
                + reported.filter { states[$0.key] != $0.value }.map { "\($0.key) was reported as \($0.value)" }
        } catch {
            return ["the journal cannot be used: \(error)"]
        }
    }

    /// The states of all actions as the next process finds them, by name.
    private func states(_ disk: PowerCutDisk) throws -> [String: ActionState.Code] {
        let journal = try PowerCutWorld.journal(on: disk.process("next boot"))
        let check = try journal.read { try String.fetchAll($0, sql: "PRAGMA integrity_check") }
        guard check == ["ok"] else { throw JournalError.inconsistent("integrity_check: \(check.prefix(3))") }
        guard let run = try journal.runs().first else { return [:] }
        let actions = try journal.actions(of: run.id).map { ($0.username.text, $0.state.code) }
        return Dictionary(uniqueKeysWithValues: actions)
    }
}

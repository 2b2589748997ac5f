internal import Accounts

extension PlannedChanges {
    /// Blocks the activations that wait for the rest of an earlier two-phase run.
    ///
    /// They are due after all if every account that the run could not register exists by now, or if this plan is a
    /// two-phase one itself and registers them all: they then wait behind its own gate.  An account that is missing
    /// from the rosters opens no gate, because the rosters may differ from day to day.
    ///
    /// - Parameter exists: Whether a name is known to have an account, active or pending.
    mutating func hold(_ waves: [HeldWave], exists: (AccountName) -> Bool) {
        guard !waves.isEmpty else { return }
        let registering = isTwoPhase ? Set(actions.lazy.filter { $0.action != .activate }.map(\.username)) : []
        for wave in waves {
            let missing = wave.missing.filter { !exists($0) && !registering.contains($0) }
            if !missing.isEmpty { block(wave, missing: missing.sorted()) }
        }
    }

    private mutating func block(_ wave: HeldWave, missing: [AccountName]) {
        let reason = BlockedReason.held(run: wave.run, missing: missing)
        let waiting = actions.filter { $0.action == .activate && wave.held.contains($0.username) }
        blocked += waiting.map { action in
            Blocked(username: action.username, reason: reason, file: action.file, line: action.line)
        }
        let names = Set(waiting.map(\.username))
        actions.removeAll { $0.action == .activate && names.contains($0.username) }
    }
}

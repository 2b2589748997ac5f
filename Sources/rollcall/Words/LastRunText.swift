import Provisioning

/// The changes since the last run, and the expected duration of the plan, in sentences.
struct LastRunText {
    let plan: Plan

    /// The sentences, none if no run has ended yet.
    var sentences: [String] {
        guard let last = plan.lastRun else { return [] }
        let since = "since run \(last.run), \(last.status.rawValue) at \(last.finished): "
        let changes = zip(plan.rosters, last.rosters).map(change) + [listing(last)].compactMap(\.self)
        return [since + changes.joined(separator: ", "), estimate(last)].compactMap(\.self)
    }

    private func change(_ now: RosterDigest, _ then: RosterDigest?) -> String {
        guard let then else { return "\(now.path) is new" }
        if now.sha256 == then.sha256 { return "\(now.path) is unchanged" }
        let more = now.rows - then.rows
        return more == 0
            ? "\(now.path) has changed, with the same number of rows"
            : "\(now.path) has " + counted(abs(more), "row") + (more > 0 ? " more" : " fewer")
    }

    private func listing(_ last: LastRun) -> String? {
        guard let listed = last.listed, listed != plan.listing.users else { return nil }
        let more = plan.listing.users - listed
        return counted(abs(more), "account") + (more > 0 ? " more" : " fewer")
            + (abs(more) == 1 ? " is" : " are") + " listed"
    }

    private func estimate(_ last: LastRun) -> String? {
        guard let rate = last.accountsPerSecond, !plan.actions.isEmpty else { return nil }
        let seconds = Int((Double(plan.actions.count) / rate).rounded(.up))
        let time = seconds < 120 ? "\(seconds) s" : "\((seconds + 59) / 60) min"
        return "at the speed of that run, this takes about \(time)"
    }
}

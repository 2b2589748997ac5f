public import Accounts

/// What a plan is compared with: the latest run that came to its end.
public struct LastRun: Codable, Hashable, Sendable {
    /// Its number in the journal.
    public var run: Int64
    /// How it ended.
    public var status: RunRecord.Status
    /// When it ended.
    public var finished: Timestamp
    /// For each roster of the plan, what it was then; null where that run did not read it.
    public var rosters: [RosterDigest?]
    /// How many accounts the server listed at its end, where that was read.
    public var listed: Int?
    /// How many accounts a second it dealt with, where it was long enough to tell.
    public var accountsPerSecond: Double?

    /// Fewer accounts, or a shorter time in seconds, say nothing about the next run.
    private static let meaningful = (accounts: 20, seconds: 2.0)

    /// - Parameters:
    ///   - run: A run that has ended.
    ///   - planned: How many actions it had.
    ///   - paths: The absolute paths of the plan's rosters.
    init?(_ run: RunRecord, planned: Int, paths: [String]) {
        guard let finished = run.finished else { return nil }
        self.run = run.id
        status = run.status
        self.finished = finished
        rosters = paths.map { path in run.rosters.first { run.origin.absolute($0.path) == path } }
        listed = run.verification?.listed
        let seconds = Double(finished.secondsSince1970 - run.started.secondsSince1970)
        if planned >= Self.meaningful.accounts, seconds >= Self.meaningful.seconds {
            accountsPerSecond = Double(planned) / seconds
        }
    }
}

extension Journal {
    /// The latest run that came to its end, as far as a plan of these rosters is concerned.
    ///
    /// - Parameter paths: The absolute paths of the rosters.
    public func lastRun(reading paths: [String]) throws(JournalError) -> LastRun? {
        guard let run = try runs(limit: 20).first(where: { $0.finished != nil }) else { return nil }
        return LastRun(run, planned: try outcomes(of: run.id).planned, paths: paths)
    }
}

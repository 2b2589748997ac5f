public import Accounts

/// The latest run that ended, with which a plan is compared.
public struct LastRun: Codable, Hashable, Sendable {
    /// The journal's number of the run.
    public var run: Int64
    /// How it ended.
    public var status: RunRecord.Status
    /// When it ended.
    public var finished: Timestamp
    /// For each roster of the plan, its digest in that run; null if the run did not read it.
    public var rosters: [RosterDigest?]
    /// The number of accounts that the server listed at its end, if that was read.
    public var listed: Int?
    /// The number of accounts handled per second, if the run was long enough to measure it.
    public var accountsPerSecond: Double?

    /// The minimum number of accounts and time in seconds for a meaningful rate.
    private static let meaningful = (accounts: 20, seconds: 2.0)

    /// Creates the last run.
    ///
    /// - Parameters:
    ///   - run: A run that has ended.
    ///   - planned: The number of its actions.
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
    /// Returns the latest run that ended, with the parts that concern a plan of these rosters.
    ///
    /// - Parameter paths: The absolute paths of the rosters.
    public func lastRun(reading paths: [String]) throws(JournalError) -> LastRun? {
        guard let run = try runs(limit: 20).first(where: { $0.finished != nil }) else { return nil }
        return LastRun(run, planned: try outcomes(of: run.id).planned, paths: paths)
    }
}

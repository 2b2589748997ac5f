/// The complete, checked contents of one or more roster files.
public struct Roster: Sendable {
    /// The default maximum number of problems in `problems`.
    public static let listedProblems = 1_000

    /// The files in the given order.
    public let files: [RosterFile]
    /// The rows without a problem, in the order of the files.
    public let entries: RosterEntries
    /// The number of entries of each kind, stored or not.
    public let counts: EntryCounts
    /// The problems, sorted by position, up to the maximum in the options.
    public let problems: [RosterProblem]
    /// The number of further problems that `problems` does not list.
    public let unlistedProblems: Int
    /// The number of problems of each kind, including unlisted ones.
    public let problemCounts: [RosterProblem.Code: Int]
    /// The names that are in several agreeing rows: each is one account.  The limit is the same as for problems.
    public let agreeing: [AgreeingRows]
    /// The number of further such names.
    public let unlistedAgreeing: Int
    /// Whether every row of every file was read.  If not, skipping invalid rows is not enough.
    public let isComplete: Bool

    /// Creates a roster.  Counts that are not given are computed from the lists.
    public init(
        files: [RosterFile], entries: some Sequence<RosterEntry>, problems: [RosterProblem] = [],
        unlistedProblems: Int = 0, isComplete: Bool = true, counts: EntryCounts? = nil,
        problemCounts: [RosterProblem.Code: Int]? = nil, agreeing: [AgreeingRows] = [], unlistedAgreeing: Int = 0
    ) {
        self.files = files
        self.entries = RosterEntries(entries)
        self.problems = problems
        self.unlistedProblems = unlistedProblems
        self.counts = counts ?? self.entries.counts()
        self.problemCounts = problemCounts ?? Dictionary(problems.map { ($0.code, 1) }, uniquingKeysWith: +)
        self.isComplete = isComplete
        self.agreeing = agreeing
        self.unlistedAgreeing = unlistedAgreeing
    }

    /// Whether the roster has no problems.
    public var isValid: Bool { problems.isEmpty && unlistedProblems == 0 }
}

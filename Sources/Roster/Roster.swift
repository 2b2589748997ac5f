/// What one or more roster files say, read whole and judged.
public struct Roster: Sendable {
    /// The most problems that `problems` lists unless the options say otherwise.
    public static let listedProblems = 1_000

    /// The files in the order given.
    public let files: [RosterFile]
    /// The rows without a problem, in the order of the files.
    public let entries: RosterEntries
    /// How many entries there are of each kind, kept or not.
    public let counts: EntryCounts
    /// What is wrong, sorted by place; at most as much as the options allow.
    public let problems: [RosterProblem]
    /// How many more problems there are than `problems` lists.
    public let unlistedProblems: Int
    /// How many problems there are of each kind, the unlisted ones included.
    public let problemCounts: [RosterProblem.Code: Int]
    /// The names that are in several rows which agree: each is one account.  At most as many as problems are listed.
    public let agreeing: [AgreeingRows]
    /// How many more such names there are.
    public let unlistedAgreeing: Int
    /// Whether every row of every file was seen.  When not, skipping invalid rows is no way on.
    public let isComplete: Bool

    /// Makes a roster.  What is counted is counted from what is listed, unless it is given.
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

    /// Whether nothing is wrong.
    public var isValid: Bool { problems.isEmpty && unlistedProblems == 0 }
}

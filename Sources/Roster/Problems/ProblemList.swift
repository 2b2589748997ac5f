/// The problems found so far: the first of them, and how many more there are.
struct ProblemList {
    private let limit: Int
    private(set) var listed: [RosterProblem] = []
    private(set) var unlisted = 0
    /// How many there are of each kind, the unlisted ones included.
    private(set) var counts: [RosterProblem.Code: Int] = [:]
    /// The rows that agree, as far as they are listed: they are no problem, but as many.
    private(set) var agreeing: [AgreeingRows] = []
    /// How many more names have rows that agree.
    private(set) var unlistedAgreeing = 0
    /// Whether one of the problems may hide rows.
    private(set) var hidesRows = false

    init(limit: Int) {
        self.limit = limit
    }

    var isFull: Bool { listed.count >= limit }

    mutating func report(_ problem: RosterProblem, hidesRows: Bool = false) {
        self.hidesRows = self.hidesRows || hidesRows || problem.code.hidesRows
        counts[problem.code, default: 0] += 1
        if isFull {
            unlisted += 1
        } else {
            listed.append(problem)
        }
    }

    mutating func note(_ rows: @autoclosure () -> AgreeingRows) {
        if agreeing.count < limit { agreeing.append(rows()) } else { unlistedAgreeing += 1 }
    }

    /// Notes problems of one kind without a word about each.
    mutating func countUnlisted(_ count: Int, _ code: RosterProblem.Code) {
        counts[code, default: 0] += count
        unlisted += count
    }
}

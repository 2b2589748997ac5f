/// The problems found so far: the first ones, and the number of further ones.
struct ProblemList {
    private let limit: Int
    private(set) var listed: [RosterProblem] = []
    private(set) var unlisted = 0
    /// The number of problems of each kind, including unlisted ones.
    private(set) var counts: [RosterProblem.Code: Int] = [:]
    /// The names with agreeing rows, up to the same limit as problems, although they are not problems.
    private(set) var agreeing: [AgreeingRows] = []
    /// The number of further names with agreeing rows.
    private(set) var unlistedAgreeing = 0
    /// Whether a problem may hide rows.
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

    /// Counts problems of one kind without listing them.
    mutating func countUnlisted(_ count: Int, _ code: RosterProblem.Code) {
        counts[code, default: 0] += count
        unlisted += count
    }
}

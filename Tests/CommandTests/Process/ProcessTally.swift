import TestSupport

/// What the process suite counts.
struct ProcessTally: CustomStringConvertible {
    private(set) var names = 0
    private(set) var kills = 0
    private(set) var faults = 0
    private(set) var runs = 0
    private(set) var lost = 0
    private(set) var twice = 0
    private(set) var stranded = 0

    init() {}

    init(_ ordeal: Ordeal) {
        kills = ordeal.kills
        runs = ordeal.runs
        stranded = ordeal.stranded
        faults = ordeal.proxy.log.faults.values.reduce(0, +)
    }

    /// The same with the server's accounts compared with those that should be there.
    func counting(_ rows: [RealFlowServ.Row], of wanted: Set<String>) -> ProcessTally {
        var tally = self
        let found = Set(rows.map(\.name))
        tally.names += wanted.count
        tally.lost += wanted.subtracting(found).count
        tally.twice += rows.count - found.count
        return tally
    }

    static func += (whole: inout ProcessTally, part: ProcessTally) {
        whole.names += part.names
        whole.kills += part.kills
        whole.faults += part.faults
        whole.runs += part.runs
        whole.lost += part.lost
        whole.twice += part.twice
        whole.stranded += part.stranded
    }

    var description: String {
        "\(names) names, \(kills) kills, \(faults) faults, \(runs) runs, "
            + "lost: \(lost), twice: \(twice), stranded by name: \(stranded)"
    }
}

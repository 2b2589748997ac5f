/// What happened, from the beginning to a world of interest.
struct Trace: CustomStringConvertible {
    struct Line {
        let step: SettleModel.Step
        let world: SettleModel.World
    }

    let lines: [Line]

    var steps: [SettleModel.Step] { lines.map(\.step) }

    /// One line a step, numbered, with where everything stands after it.
    var description: String {
        zip(1..., lines).map { number, line in "\(number). \(line.step.rawValue)  [\(line.world)]" }
            .joined(separator: "\n")
    }
}

extension SettleModel.World: CustomStringConvertible {
    var description: String {
        let requests = server.requests.map { "; in the server: \($0)" }.joined()
        return "rows: \(server.rows)\(requests); in the journal: \(journal.action.map { "\($0)" } ?? "nothing")"
    }
}

extension SettleModel.Request: CustomStringConvertible {
    var description: String {
        let text =
            switch phase {
            case .queued: "a register, \(age) old"
            case .checked: "a register, \(age) old, that found no such name"
            case .executed(nil): "the answer \"duplicate user\""
            case .executed(let row?): "the answer with the id of row \(row)"
            }
        return isAwaited ? text : text + ", nobody waits for it"
    }
}

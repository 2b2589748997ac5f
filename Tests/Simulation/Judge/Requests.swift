import FlowServ

/// The requests of a history, each with what became of it.
struct Requests {
    struct One {
        let number: History.Number
        let process: History.Number
        let facts: Event.Request
        let sent: Duration
        /// When the process learned something, gave up, or was killed.
        var learned: Duration?
        var answer: Event.Answer?
        var isInterrupted = false
        /// When the server inserted the row.
        var inserted: Duration?

        /// Whether nobody knows what came of it.
        var isOpen: Bool {
            switch answer {
            case .own(let status, _, _)?: status >= 500 || status == 408
            case .refused?: false
            case .nothing?, nil: true
            }
        }
    }

    private(set) var all: [History.Number: One] = [:]
    private(set) var order: [History.Number] = []

    init(_ history: History) {
        for entry in history.entries { take(entry) }
    }

    private mutating func take(_ entry: History.Entry) {
        switch entry.event {
        case .sent(let number, let process, let facts):
            all[number] = One(number: number, process: process, facts: facts, sent: entry.at)
            order.append(number)
        case .answered(let number, let answer):
            all[number]?.answer = answer
            all[number]?.learned = entry.at
        case .inserted(let number, _, _, _, _): all[number]?.inserted = entry.at
        case .killed(let process, _), .ended(let process, _, _, _):
            for number in order where all[number]?.process == process && all[number]?.learned == nil {
                all[number]?.learned = entry.at
                all[number]?.isInterrupted = true
            }
        default: break
        }
    }

    /// The registers in the order in which they were sent.
    var registers: [One] { order.compactMap { all[$0] }.filter { $0.facts.route == .register } }
}

/// The time that rollcall gives a lost request.
let settleTime = Duration.seconds(35)

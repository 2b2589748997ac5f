import FlowServ

/// 4. Nothing was sent about a name while the outcome of its register was open: the settle time must have passed, and
/// then a listing must have been read.
struct NothingWhileOpen: Sentence {
    static let number = 4

    func violations(in history: History) -> [String] {
        var state = State()
        for entry in history.entries { state.take(entry) }
        return state.violations
    }

    private struct Open {
        let process: History.Number
        var since: Duration
        var isInFlight: Bool
    }

    private struct State {
        var violations: [String] = []
        private var open: [String: [History.Number: Open]] = [:]
        private var begun: [History.Number: Duration] = [:]
        private var names: [History.Number: String] = [:]
        private var lists: [History.Number: (process: History.Number, sent: Duration)] = [:]
        private var commands: [History.Number: [String]] = [:]
        /// The names that a listing shows.
        private var active: Set<String> = []

        mutating func take(_ entry: History.Entry) {
            switch entry.event {
            case .began(let process, _, let arguments):
                begun[process] = entry.at
                commands[process] = arguments
            case .sent(let number, let process, let facts): send(number, process, facts, at: entry.at)
            case .inserted(_, let name, _, true, _): active.insert(name)
            case .answered(let number, let answer): learn(number, answer, at: entry.at)
            case .killed(let process, _): end(process, at: entry.at)
            case .ended(let process, let status, _, _):
                end(process, at: entry.at)
                // An administrator has said what it is.
                if status == 0, let words = commands[process], words.first == "account", words.count > 2 {
                    open[words[2]] = nil
                }
            default: break
            }
        }

        private mutating func send(
            _ number: History.Number, _ process: History.Number, _ facts: Event.Request, at now: Duration
        ) {
            if facts.route == .list { lists[number] = (process, now) }
            guard let name = facts.username, facts.route != .login || open[name] != nil else { return }
            for one in (open[name] ?? [:]).values.sorted(by: { $0.since < $1.since }) {
                check(one, name, process, facts, now)
            }
            guard facts.route == .register else { return }
            open[name, default: [:]][number] = Open(process: process, since: now, isInFlight: true)
            names[number] = name
        }

        private mutating func check(
            _ one: Open, _ name: String, _ process: History.Number, _ facts: Event.Request, _ now: Duration
        ) {
            if one.isInFlight { return violations.append("\(facts) while a register of \(name) was in flight") }
            let since = one.process == process ? one.since : begun[process] ?? one.since
            if now < since + settleTime {
                violations.append("\(facts) only \(now - since) after the last answer about \(name) was lost")
            } else {
                violations.append("\(facts) before a listing settled what came of \(name)")
            }
        }

        /// Closes what a listing settles: every register that was lost long enough before, and everybody it shows.
        private mutating func settle(by list: (process: History.Number, sent: Duration)) {
            for (name, registers) in open {
                open[name] = registers.filter { _, one in
                    let since = one.process == list.process ? one.since : begun[list.process] ?? one.since
                    return one.isInFlight || list.sent < since + settleTime && !active.contains(name)
                }
            }
        }

        private mutating func learn(_ number: History.Number, _ answer: Event.Answer, at now: Duration) {
            if let list = lists[number], case .own(200, _, _) = answer { settle(by: list) }
            guard let name = names[number] else { return }
            switch answer {
            case .own(let status, _, _) where status < 500 && status != 408:
                // A refusal of a second register says nothing about the first, which was settled before.
                open[name]?[number] = nil
                if status == 201 { open[name] = nil }
            case .refused: open[name]?[number] = nil
            default:
                open[name]?[number]?.isInFlight = false
                open[name]?[number]?.since = now
            }
        }

        private mutating func end(_ process: History.Number, at now: Duration) {
            open = open.mapValues { registers in
                registers.mapValues { one in
                    guard one.process == process, one.isInFlight else { return one }
                    return Open(process: process, since: now, isInFlight: false)
                }
            }
        }
    }
}

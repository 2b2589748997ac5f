import FlowServ

/// 6. Gates and canaries held: no account of a two-phase run was activated while a registration was missing, and
/// nobody was touched before the canaries were verified.
struct HeldGates: Sentence {
    static let number = 6

    func violations(in history: History) -> [String] {
        var state = State()
        for entry in history.entries { state.take(entry) }
        return state.violations
    }

    private struct State {
        var violations: [String] = []
        private var commands: [History.Number: [String]] = [:]
        /// The names with a row in the server, and of each id.
        private var rows: Set<String> = []
        /// At the first activation of a process, the names that had rows.
        private var atActivation: [History.Number: Set<String>] = [:]
        private var lists: [History.Number: History.Number] = [:]
        private var listings: [History.Number: Int] = [:]
        private var touched: [History.Number: Set<String>] = [:]

        mutating func take(_ entry: History.Entry) {
            switch entry.event {
            case .began(let process, _, let arguments): commands[process] = arguments
            case .inserted(_, let name, _, _, _): rows.insert(name)
            case .sent(let number, let process, let facts): send(number, process, facts)
            case .answered(let number, .own(200, _, _)):
                if let process = lists[number] { listings[process, default: 0] += 1 }
            case .looked(let process, let look): check(process, look)
            default: break
            }
        }

        private mutating func send(_ number: History.Number, _ process: History.Number, _ facts: Event.Request) {
            switch facts.route {
            case .list: lists[number] = process
            case .activate where atActivation[process] == nil: atActivation[process] = rows
            default: break
            }
            guard facts.route == .register || facts.route == .activate, listings[process, default: 0] < 2 else {
                return
            }
            touched[process, default: []].insert(facts.username ?? facts.id ?? "")
        }

        private mutating func check(_ process: History.Number, _ look: Look) {
            guard let words = commands[process] else { return }
            if let seen = atActivation[process], look.run?.gate != "none", !words.contains("--activate-rest") {
                let missing = look.actions.filter { $0.kind == "register" && !seen.contains($0.name) }
                for one in missing {
                    violations.append("process \(process) activated while \(one.name) was not registered")
                }
            }
            if let place = words.firstIndex(of: "--canary"), let size = Int(words[place + 1]),
                size < look.actions.count, let names = touched[process], names.count > size
            {
                violations.append(
                    "process \(process) touched \(names.count) accounts before its \(size) canaries were verified")
            }
        }
    }
}

import FlowServ

/// 3. Nothing was sent that no plan showed, and nothing at all before a listing was read whole.
struct NothingUnplanned: Sentence {
    static let number = 3

    private struct Sent {
        let facts: Event.Request
        let hadListing: Bool
    }

    func violations(in history: History) -> [String] {
        var sent: [History.Number: [Sent]] = [:]
        var lists: [History.Number: History.Number] = [:]
        var listed: Set<History.Number> = []
        var commands: [History.Number: [String]] = [:]
        var allowed: [History.Number: Set<String>] = [:]
        var names: [String: String] = [:]
        var owed: Set<String> = []
        var violations: [String] = []
        for entry in history.entries {
            switch entry.event {
            case .began(let process, _, let arguments): commands[process] = arguments
            case .inserted(_, let name, let id, _, _): names[id] = name
            case .planFile(let process, let plan): allowed[process] = plan
            case .sent(let number, let process, let facts):
                if facts.route == .list { lists[number] = process }
                sent[process, default: []].append(Sent(facts: facts, hadListing: listed.contains(process)))
            case .answered(let number, .own(200, _, _)):
                if let process = lists[number] { listed.insert(process) }
            case .looked(let process, let look):
                let isResumed = commands[process]?.first == "resume"
                let planned = isResumed ? look.everPlanned : Set(look.actions.map(\.name))
                for one in sent[process] ?? [] {
                    let isSingle = commands[process]?.first == "user"
                    let problem = problem(
                        one, planned: planned, allowed: allowed[process],
                        owed: owed.union(look.owed).union(look.delivered.map(\.name)),
                        names: names, isSingle: isSingle)
                    if let problem { violations.append("process \(process) sent \(one.facts): \(problem)") }
                }
                sent[process] = nil
                owed = look.owed
            default: break
            }
        }
        return violations
    }

    private func problem(
        _ one: Sent, planned: Set<String>, allowed: Set<String>?, owed: Set<String>, names: [String: String],
        isSingle: Bool
    ) -> String? {
        let name = one.facts.username ?? one.facts.id.flatMap { names[$0] }
        switch one.facts.route {
        case .register, .activate:
            if isSingle { return nil }
            guard one.hadListing else { return "no listing was read before" }
            guard let name else { return one.facts.route == .activate ? nil : "without a name" }
            guard planned.contains(name) else { return "no plan has it" }
            return allowed.map { $0.contains(name) ? nil : "the reviewed plan does not have it" } ?? nil
        case .requestPasswordReset:
            guard let name else { return "without a name" }
            return planned.contains(name) || owed.contains(name) ? nil : "no plan has it"
        default: return nil
        }
    }
}

import FlowServ

/// 2. No id that a journal ever knew is lost: it is in the journal, or was reported by name.
struct KeptIDs: Sentence {
    static let number = 2

    func violations(in history: History) -> [String] {
        var known: [Int: Set<Look.KnownID>] = [:]
        var machines: [History.Number: Int] = [:]
        var answers: [History.Number: Set<Look.KnownID>] = [:]
        var words: [History.Number: String] = [:]
        var requests: [History.Number: (process: History.Number, name: String?)] = [:]
        var violations: [String] = []
        for entry in history.entries {
            switch entry.event {
            case .began(let process, let machine, _): machines[process] = machine
            case .sent(let number, let process, let facts) where facts.route == .register:
                requests[number] = (process, facts.username)
            case .answered(let number, .own(201, let id?, _)):
                guard let request = requests[number], let name = request.name else { break }
                answers[request.process, default: []].insert(Look.KnownID(name: name, id: id))
            case .ended(let process, _, let output, let errors): words[process] = output + errors
            case .forgotten(let machine): known[machine] = []
            case .looked(let process, let look):
                let machine = machines[process] ?? 0
                let said = words[process] ?? ""
                // Whoever was killed could not write down what it had just heard.
                let heard = words[process] == nil ? [] : answers[process] ?? []
                let lost = known[machine, default: []].union(heard).subtracting(look.ids)
                for one in lost.sorted(by: { $0.name < $1.name }) where !said.contains(one.id) {
                    violations.append("the id \(one.id) of \(one.name) is lost after process \(process)")
                }
                known[machine] = look.ids
            default: break
            }
        }
        return violations
    }
}

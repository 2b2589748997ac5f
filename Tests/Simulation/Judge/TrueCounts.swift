/// 7. Counters, reports and exit statuses say what happened.
struct TrueCounts: Sentence {
    static let number = 7

    func violations(in history: History) -> [String] {
        var commands: [History.Number: [String]] = [:]
        var statuses: [History.Number: Int32] = [:]
        var violations: [String] = []
        for entry in history.entries {
            switch entry.event {
            case .began(let process, _, let arguments): commands[process] = arguments
            case .ended(let process, let status, _, _): statuses[process] = status
            case .looked(let process, let look):
                for report in look.reports where report.counts != report.outcomes {
                    violations.append("process \(process) reports \(report.counts), but names \(report.outcomes)")
                }
                guard statuses[process] == 0, let words = commands[process], words.first == "apply" else { break }
                violations += missing(look, words).map { "process \(process) ended with 0, but \($0)" }
            default: break
            }
        }
        return violations
    }

    /// What a success has not done.
    private func missing(_ look: Look, _ words: [String]) -> [String] {
        guard !words.contains("--shard"), !words.contains("--plan"), !words.contains("--dry-run") else { return [] }
        let rows = Dictionary(look.rows.map { ($0.name, $0.isActive) }) { $0 || $1 }
        return look.wanted.sorted { $0.key < $1.key }.compactMap { name, isPending in
            guard let isActive = rows[name] else { return isPending ? nil : "\(name) has no account" }
            return isPending || isActive ? nil : "\(name) is not active"
        }
    }
}

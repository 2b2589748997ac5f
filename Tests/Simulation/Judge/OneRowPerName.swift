/// 1. No name has two rows in the server, unless the world delayed a request beyond the settle time.
struct OneRowPerName: Sentence {
    static let number = 1

    func violations(in history: History) -> [String] {
        let requests = Requests(history)
        let late = Set(
            requests.registers.filter { register in
                guard let inserted = register.inserted, let learned = register.learned else { return false }
                return inserted > learned + settleTime
            }.compactMap(\.facts.username))
        return history.entries.compactMap { entry in
            guard case .inserted(_, let name, _, _, let rows) = entry.event, rows > 1, !late.contains(name) else {
                return nil
            }
            return "\(name) has \(rows) rows"
        }
    }
}

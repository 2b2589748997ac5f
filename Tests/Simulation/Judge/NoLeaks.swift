/// 8. No secret is in any byte that was written, but for the credentials that were asked for.
struct NoLeaks: Sentence {
    static let number = 8

    func violations(in history: History) -> [String] {
        history.entries.flatMap { entry -> [String] in
            guard case .looked(let process, let look) = entry.event else { return [] }
            return look.leaks.map { "process \(process) wrote a secret: \($0)" }
        }
    }
}

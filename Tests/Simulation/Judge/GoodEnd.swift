/// 9. Once the faults have ended, a few nights later the plan is empty, or every blocked row has a remedy, and typing
/// that remedy works.
struct GoodEnd: Sentence {
    static let number = 9

    func violations(in history: History) -> [String] {
        history.entries.compactMap { entry in
            if case .unsettled(let words) = entry.event { words } else { nil }
        }
    }
}

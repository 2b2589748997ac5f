/// 10. No process ends by a trap, hangs, or fails without a word.
struct NoSilence: Sentence {
    static let number = 10
    /// The status of a process that would never have ended.
    static let hang: Int32 = -1

    func violations(in history: History) -> [String] {
        history.entries.compactMap { entry in
            guard case .ended(let process, let status, let output, let errors) = entry.event else { return nil }
            if status == Self.hang { return "process \(process) hangs" }
            return status != 0 && (output + errors).allSatisfy(\.isWhitespace)
                ? "process \(process) failed with \(status) and said nothing" : nil
        }
    }
}

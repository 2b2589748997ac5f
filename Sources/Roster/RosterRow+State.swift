/// Reads from a row which state its account is wanted in.
extension RosterRow {
    typealias Report = (RosterProblem.Code, RosterRow.Value?, String) -> Void

    /// The state, active when the row says nothing; what cannot be understood is reported.
    func judgedState(_ memo: inout StateMemo, report: Report) -> StateWords.Meaning {
        if isDeleted(report) { return .unwanted }
        checkRegion(report)
        guard let range = state?.range, !range.isEmpty else { return .wanted(.active) }
        if let meaning = memo.meaning(range, in: bytes, negated: stateIsNegated) { return meaning }
        let word = strippedText(state)
        if word.isEmpty { return .wanted(.active) }
        let allowed = stateIsNegated ? StateWords.allowedNegated : StateWords.allowed
        report(.unknownState, state, complaint(about: word, allowed: allowed))
        return .wanted(.active)
    }

    private func isDeleted(_ report: Report) -> Bool {
        let word = strippedText(exports.deleted)
        if word.isEmpty { return false }
        if let isDeleted = StateWords.boolean(word) { return isDeleted }
        let allowed = "yes or no in a column of deleted users"
        report(.unknownState, exports.deleted, complaint(about: word, allowed: allowed))
        return false
    }

    /// A region's name that is the word of a state could be either.
    private func checkRegion(_ report: Report) {
        let word = strippedText(exports.region)
        guard !word.isEmpty, StateWords.named(word) != nil else { return }
        let message =
            "\"\(escaped(word, limit: 40))\" may be the account's state or a region of the address beside it.  "
            + "Pass \(fieldOption) state= with the name of the one that is the account's state, or with nothing."
        report(.ambiguousState, exports.region, message)
    }

    private func complaint(about word: String, allowed: String) -> String {
        "\"\(escaped(word, limit: 40))\" is no state.  Write one of \(allowed); "
            + "or pass \(fieldOption) state= to leave the column out."
    }
}

/// Reads from a row which state its account is wanted in.
extension RosterRow {
    /// The state, active when the row says nothing; what cannot be understood is a flaw.
    func judgedState(_ memo: inout StateMemo, _ flaws: inout [RowFlaw]) -> StateWords.Meaning {
        if isDeleted(&flaws) { return .unwanted }
        checkRegion(&flaws)
        guard let range = state?.range, !range.isEmpty else { return .wanted(.active) }
        if let meaning = memo.meaning(range, in: bytes, negated: columns.fields.stateIsNegated) { return meaning }
        let word = strippedText(state)
        if word.isEmpty { return .wanted(.active) }
        let allowed = columns.fields.stateIsNegated ? StateWords.allowedNegated : StateWords.allowed
        flaws.append(RowFlaw(code: .unknownState, value: state, message: complaint(about: word, allowed: allowed)))
        return .wanted(.active)
    }

    private func isDeleted(_ flaws: inout [RowFlaw]) -> Bool {
        let word = strippedText(deleted)
        if word.isEmpty { return false }
        if let isDeleted = StateWords.boolean(word) { return isDeleted }
        let allowed = "yes or no in a column of deleted users"
        flaws.append(RowFlaw(code: .unknownState, value: deleted, message: complaint(about: word, allowed: allowed)))
        return false
    }

    /// A region's name that is the word of a state could be either.
    private func checkRegion(_ flaws: inout [RowFlaw]) {
        let word = strippedText(region)
        guard !word.isEmpty, StateWords.named(word) != nil else { return }
        let message =
            "\"\(escaped(word, limit: 40))\" may be the account's state or a region of the address beside it.  "
            + "Pass \(columns.fieldOption) state= with the name of the one that is the account's state, or with nothing."
        flaws.append(RowFlaw(code: .ambiguousState, value: region, message: message))
    }

    private func complaint(about word: String, allowed: String) -> String {
        "\"\(escaped(word, limit: 40))\" is no state.  Write one of \(allowed); "
            + "or pass \(columns.fieldOption) state= to leave the column out."
    }
}

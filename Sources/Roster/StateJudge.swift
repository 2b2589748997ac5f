/// Reads from a row which state its account is wanted in.
struct StateJudge {
    typealias Report = (RosterProblem.Code, RosterRow.Value?, String) -> Void

    let row: RosterRow

    /// The state, active when the row says nothing; what cannot be understood is reported.
    func judge(report: Report) -> StateWords.Meaning {
        if isDeleted(report) { return .unwanted }
        checkRegion(report)
        let word = stripped(row.state?.text ?? "")
        if word.isEmpty { return .wanted(.active) }
        if let meaning = StateWords.meaning(word, negated: row.stateIsNegated) { return meaning }
        let allowed = row.stateIsNegated ? StateWords.allowedNegated : StateWords.allowed
        report(.unknownState, row.state, complaint(about: word, allowed: allowed))
        return .wanted(.active)
    }

    private func isDeleted(_ report: Report) -> Bool {
        let word = stripped(row.exports.deleted?.text ?? "")
        if word.isEmpty { return false }
        if let isDeleted = StateWords.boolean(word) { return isDeleted }
        let allowed = "yes or no in a column of deleted users"
        report(.unknownState, row.exports.deleted, complaint(about: word, allowed: allowed))
        return false
    }

    /// A region's name that is the word of a state could be either.
    private func checkRegion(_ report: Report) {
        let word = stripped(row.exports.region?.text ?? "")
        guard !word.isEmpty, StateWords.named(word) != nil else { return }
        let message =
            "\"\(escaped(word, limit: 40))\" may be the account's state or a region of the address beside it.  "
            + "Pass \(row.fieldOption) state= with the name of the one that is the account's state, or with nothing."
        report(.ambiguousState, row.exports.region, message)
    }

    private func complaint(about word: String, allowed: String) -> String {
        "\"\(escaped(word, limit: 40))\" is no state.  Write one of \(allowed); "
            + "or pass \(row.fieldOption) state= to leave the column out."
    }
}

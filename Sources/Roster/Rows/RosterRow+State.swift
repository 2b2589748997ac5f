internal import Accounts

/// Reads from a row which state its account is wanted in.
extension RosterRow {
    /// The state, active when the row says nothing; what cannot be understood is a flaw.  Where several columns speak about
    /// it, the one counts that gives an account the least.
    func judgedState(memo: inout StateMemo, asOf today: Day, noting flaws: inout [RowFlaw]) -> StateWords.Meaning {
        var further = StateWords.Meaning.wanted(.active)
        for column in columns.fields.furtherStates {
            further = max(further, judged(column, memo: &memo, asOf: today, noting: &flaws))
        }
        if further == .unwanted { return .unwanted }
        checkRegion(&flaws)
        let isNegated = columns.fields.stateIsNegated
        return max(further, judgedWord(state, memo: &memo, negated: isNegated, noting: &flaws))
    }

    private func judgedWord(
        _ value: Value?, memo: inout StateMemo, negated: Bool, noting flaws: inout [RowFlaw]
    ) -> StateWords.Meaning {
        guard let range = value?.range, !range.isEmpty else { return .wanted(.active) }
        if let meaning = memo.meaning(range, in: bytes, negated: negated) { return meaning }
        let word = strippedText(value)
        if word.isEmpty { return .wanted(.active) }
        let allowed = negated ? StateWords.allowedNegated : StateWords.allowed
        flaws.append(RowFlaw(code: .unknownState, value: value, message: complaint(about: word, allowed: allowed)))
        return .wanted(.active)
    }

    private func judged(
        _ column: StateColumn, memo: inout StateMemo, asOf today: Day, noting flaws: inout [RowFlaw]
    ) -> StateWords.Meaning {
        let value = values[column.index]
        let word = strippedText(value)
        if word.isEmpty { return .wanted(.active) }
        if let taught = memo.taught(word) { return taught }
        let meaning: StateWords.Meaning?
        let allowed: String
        switch column.kind {
        case .words, .negated:
            return judgedWord(value, memo: &memo, negated: column.kind == .negated, noting: &flaws)
        case .gone:
            let isGone = StateWords.boolean(word) ?? LastDay.hasPassed(word, asOf: today)
            meaning = isGone.map { $0 ? .unwanted : .wanted(.active) }
            allowed = "yes or no, or a day as 2026-03-01, in a column of users who are gone"
        case .accountControl:
            meaning = AccountControl.meaning(word)
            allowed = "Active Directory's numbers, such as 512 (active) or 514 (pending)"
        case .employment:
            meaning = EmploymentWords.meaning(word)
            allowed = StateWords.allowed
        case .lockTime:
            meaning = LastDay.isMoment(word) ? .held : nil
            allowed = "a moment as 2026-03-01T09:00:00Z, or nothing"
        case .lastDay:
            meaning = LastDay.hasPassed(word, asOf: today).map { $0 ? .unwanted : .wanted(.active) }
            allowed = "a day as 2026-03-01, or nothing"
        }
        if let meaning { return meaning }
        let days = DateText.days(word)
        let isAmbiguous = days.count > 1 && days[0] != days[1]
        let message =
            isAmbiguous
            ? "\"\(escaped(word, limit: 40))\" may be \(days[0]) or \(days[1]).  Write the day as \(days[0]) or \(days[1])."
            : "\"\(escaped(word, limit: 40))\" is not understood in a column that speaks about the state.  Write \(allowed); or teach "
                + "it with --state-word WORD=active, =pending or =deleted."
        flaws.append(RowFlaw(code: .unknownState, value: value, message: message))
        return .wanted(.active)
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
            + "or teach it with --state-word WORD=active, =pending or =deleted; "
            + "or pass \(columns.fieldOption) state= to leave the column out, so that everybody is wanted active."
    }
}

extension StateWords.Meaning: Comparable {
    /// Orders by how little an account is given.
    static func < (lhs: Self, rhs: Self) -> Bool { lhs.strictness < rhs.strictness }

    private var strictness: Int {
        switch self {
        case .wanted(.active): 0
        case .wanted(.pending): 1
        case .held: 2
        case .unwanted: 3
        }
    }
}

internal import Accounts

/// Reads the required state from a row.
extension RosterRow {
    /// Returns the state: active if the row does not specify one; an unrecognized value is a problem.  If several
    /// columns affect the state, the most restrictive one is used.
    func judgedState(memo: inout StateMemo, asOf today: Day, noting problems: inout [RowProblem])
        -> StateWords.Meaning
    {
        var further = StateWords.Meaning.wanted(.active)
        for column in columns.fields.furtherStates {
            further = max(further, judged(column, memo: &memo, asOf: today, noting: &problems))
        }
        if further == .unwanted { return .unwanted }
        checkRegion(noting: &problems)
        let isNegated = columns.fields.stateIsNegated
        return max(further, judgedWord(state, memo: &memo, negated: isNegated, noting: &problems))
    }

    private func judgedWord(
        _ value: Value?, memo: inout StateMemo, negated: Bool, noting problems: inout [RowProblem]
    ) -> StateWords.Meaning {
        guard let range = value?.range, !range.isEmpty else { return .wanted(.active) }
        if let meaning = memo.meaning(range, in: bytes, negated: negated) { return meaning }
        let word = strippedText(value)
        if word.isEmpty { return .wanted(.active) }
        let problem = StateProblem.unknown(word: word, isNegated: negated, format: columns.format)
        problems.append(RowProblem(.state(problem), in: value))
        return .wanted(.active)
    }

    private func judged(
        _ column: StateColumn, memo: inout StateMemo, asOf today: Day, noting problems: inout [RowProblem]
    ) -> StateWords.Meaning {
        let value = values[column.index]
        let word = strippedText(value)
        if word.isEmpty { return .wanted(.active) }
        if let taught = memo.taught(word) { return taught }
        let meaning: StateWords.Meaning?
        switch column.kind {
        case .words, .negated:
            return judgedWord(value, memo: &memo, negated: column.kind == .negated, noting: &problems)
        case .gone:
            let isGone = StateWords.boolean(word) ?? LastDay.hasPassed(word, asOf: today)
            meaning = isGone.map { $0 ? .unwanted : .wanted(.active) }
        case .accountControl:
            meaning = AccountControl.meaning(word)
        case .employment:
            meaning = EmploymentWords.meaning(word)
        case .lockTime:
            meaning = LastDay.isMoment(word) ? .held : nil
        case .lastDay:
            meaning = LastDay.hasPassed(word, asOf: today).map { $0 ? .unwanted : .wanted(.active) }
        }
        if let meaning { return meaning }
        let days = DateText.days(word)
        let isAmbiguous = days.count > 1 && days[0] != days[1]
        let problem: StateProblem =
            isAmbiguous ? .ambiguousDay(value: word, days[0], days[1]) : .notUnderstood(value: word, column.kind)
        problems.append(RowProblem(.state(problem), in: value))
        return .wanted(.active)
    }

    /// Reports a region's name that is also the name of a state, because it could be either.
    private func checkRegion(noting problems: inout [RowProblem]) {
        let word = strippedText(region)
        guard !word.isEmpty, StateWords.named(word) != nil else { return }
        problems.append(RowProblem(.state(.stateOrRegion(word: word, format: columns.format)), in: region))
    }
}

extension StateWords.Meaning: Comparable {
    /// Orders by increasing restriction.
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

internal import Accounts
internal import Bytes
import Foundation

/// Checks rows and turns them into entries or problems.
struct RowJudge {
    let timeZone: TimeZone?
    private let today: Day
    private let pattern: UsernamePattern?
    private var memo: StateMemo

    /// Creates a judge.
    ///
    /// - Parameters:
    ///   - timeZone: The zone that converts a moment to a day.
    ///   - today: The day with which leaving days are compared.
    ///   - words: The additional state words.
    ///   - pattern: The pattern that every name must match.
    init(
        timeZone: TimeZone? = nil, asOf today: Day? = nil, words: [String: StateMeaning] = [:],
        pattern: UsernamePattern? = nil
    ) {
        self.timeZone = timeZone
        self.today = today ?? Day(Date(), in: timeZone)
        self.pattern = pattern
        memo = StateMemo(taught: words)
    }

    /// The result for a row.
    enum Verdict {
        /// The row marks its user as gone; `name` is the range of its name in the bytes, empty if it has none.
        case unwanted(name: Range<Int>, TextPosition)
        /// The row has problems; `name` is the range of its name in the bytes, if it has one.
        case invalid([RosterProblem], name: Range<Int>?, TextPosition)
        /// The row is an entry; `name` is the range of its name in the bytes.
        case entry(NamedRows.Details, name: Range<Int>, TextPosition)
    }

    /// Checks a row.
    ///
    /// - Parameter isUnwanted: Whether the file marks the user as gone outside of the row's fields.
    mutating func judge(_ row: RosterRow, of file: String, isUnwanted: Bool = false) -> Verdict {
        let username = row.username
        let name = username.map { self.name($0.range, in: row.bytes.span) } ?? 0..<0
        let position = username?.position ?? row.position
        if isUnwanted { return .unwanted(name: name, position) }
        var problems: [RowProblem] = []
        let state = row.judgedState(memo: &memo, asOf: today, noting: &problems)
        if state == .unwanted, problems.isEmpty { return .unwanted(name: name, position) }
        if let problem = problem(inName: row.bytes.span.extracting(name), format: row.columns.format) {
            problems.append(RowProblem(.username(problem), in: username))
        }
        var entry = NamedRows.Details(flags: .isEntry)
        entry.password = row.judgedPassword(noting: &problems)
        entry.day = activateOn(row, noting: &problems)
        entry.id = flowservID(row, noting: &problems)
        if state == .held { entry.day = nil }
        guard problems.isEmpty, state != .unwanted else {
            let known = name.isEmpty || mayBeSeveralFields(row, name) ? nil : name
            return .invalid(placed(problems, in: row, of: file, named: known), name: known, position)
        }
        if state != .wanted(.active) { entry.flags.insert(.isPending) }
        if entry.password != nil { entry.flags.insert(.hasPassword) }
        if entry.day != nil { entry.flags.insert(.hasDay) }
        if entry.id != nil { entry.flags.insert(.hasID) }
        return .entry(entry, name: name, position)
    }

    private func placed(
        _ problems: [RowProblem], in row: RosterRow, of file: String, named name: Range<Int>?
    ) -> [RosterProblem] {
        let position = row.username?.position ?? row.position
        let username = name.map { row.bytes.span.extracting($0).text }
        return problems.map { problem in
            RosterProblem(
                file: file, position: problem.value?.position ?? position, detail: problem.detail, username: username)
        }
    }

    /// Returns whether a name in a CSV file may be several fields: the password may be one of them.
    private func mayBeSeveralFields(_ row: RosterRow, _ name: Range<Int>) -> Bool {
        row.columns.format == .csv && row.bytes.span.extracting(name).text.mayBeSeveralFields
    }

    /// Returns the range of a name without surrounding white space and without a text formula around it.
    private func name(_ range: Range<Int>, in bytes: Span<UInt8>) -> Range<Int> {
        let name = strippedRange(range, in: bytes)
        guard let inner = Decoration.textFormula(name, in: bytes) else { return name }
        return strippedRange(inner, in: bytes)
    }

    private func problem(inName name: Span<UInt8>, format: RosterOptions.Format) -> NameProblem? {
        if let problem = NameRules.problem(in: name) ?? ImprobableNames.problem(in: name, mayHaveHTML: format != .xml)
        {
            if case .control(let scalar, _) = problem { return .control(scalar, isMarkup: format == .xml) }
            return problem
        }
        guard let pattern, !pattern.matches(name.text) else { return nil }
        return .pattern(pattern.text)
    }

    /// The last year of a zero date: programs count days from 1, 1601, 1899, 1904 or 1970, and write that day if
    /// there is none.
    private static let lastZeroYear = 1970

    private func activateOn(_ row: RosterRow, noting problems: inout [RowProblem]) -> Day? {
        let text = row.strippedText(row.activateOn)
        if text.isEmpty { return nil }
        if let day = ActivationDate.day(text, in: timeZone), day.year > Self.lastZeroYear { return day }
        problems.append(RowProblem(.activationDate(text), in: row.activateOn))
        return nil
    }

    private func flowservID(_ row: RosterRow, noting problems: inout [RowProblem]) -> String? {
        let text = row.strippedText(row.flowservID)
        if text.isEmpty { return nil }
        let id = text.lowercased()
        if id.utf8.count == 32, id.utf8.allSatisfy({ "0123456789abcdef".utf8.contains($0) }) { return id }
        problems.append(RowProblem(.flowservID(text), in: row.flowservID))
        return nil
    }
}

/// A problem of a row's value, before the file is known.
struct RowProblem {
    let detail: RosterProblem.Detail
    /// The value; nil if the problem concerns the whole row.
    let value: RosterRow.Value?

    init(_ detail: RosterProblem.Detail, in value: RosterRow.Value?) {
        self.detail = detail
        self.value = value
    }
}

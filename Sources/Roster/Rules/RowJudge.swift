internal import Accounts
internal import Bytes
import Foundation

/// Turns rows into what is kept of them, or says what is wrong with them.
struct RowJudge {
    let timeZone: TimeZone?
    private let today: Day
    private let pattern: UsernamePattern?
    private var memo: StateMemo

    /// - Parameters:
    ///   - timeZone: What turns a moment into a day.
    ///   - today: What leaving days are compared with.
    ///   - words: The state words of one's own.
    ///   - pattern: What every name must match.
    init(
        timeZone: TimeZone? = nil, asOf today: Day? = nil, words: [String: StateMeaning] = [:],
        pattern: UsernamePattern? = nil
    ) {
        self.timeZone = timeZone
        self.today = today ?? Day(Date(), in: timeZone)
        self.pattern = pattern
        memo = StateMemo(taught: words)
    }

    /// What came of a row.
    enum Verdict {
        /// The row says that its user is gone; where its name is among its bytes, empty when it has none.
        case unwanted(name: Range<Int>, TextPosition)
        /// The row is wrong; where its name is among its bytes, when it has one.
        case flawed([RosterProblem], name: Range<Int>?, TextPosition)
        /// An entry, and where its name is among the row's bytes.
        case entry(NamedRows.Details, name: Range<Int>, TextPosition)
    }

    /// - Parameter isUnwanted: Whether the file says outside of the row's fields that its user is gone.
    mutating func judge(_ row: RosterRow, of file: String, isUnwanted: Bool = false) -> Verdict {
        let username = row.username
        let name = username.map { self.name($0.range, in: row.bytes.span) } ?? 0..<0
        let position = username?.position ?? row.position
        if isUnwanted { return .unwanted(name: name, position) }
        var flaws: [RowFlaw] = []
        let state = row.judgedState(memo: &memo, asOf: today, noting: &flaws)
        if state == .unwanted, flaws.isEmpty { return .unwanted(name: name, position) }
        if let (code, message) = complaint(aboutName: row.bytes.span.extracting(name), isMarkup: row.columns.isMarkup)
        {
            flaws.append(RowFlaw(code: code, value: username, message: message))
        } else if let pattern, !pattern.matches(row.bytes.span.extracting(name).text) {
            let message =
                "\"\(escaped(row.bytes.span.extracting(name).text, limit: 80))\" does not match the pattern "
                + "\(escaped(pattern.text, limit: 80)).  Correct the name, or change --username-pattern."
            flaws.append(RowFlaw(code: .usernamePattern, value: username, message: message))
        }
        var entry = NamedRows.Details(flags: .isEntry)
        entry.password = row.judgedPassword(&flaws)
        entry.day = activateOn(row, &flaws)
        entry.id = flowservID(row, &flaws)
        if state == .held { entry.day = nil }
        guard flaws.isEmpty, state != .unwanted else {
            let known = name.isEmpty ? nil : name
            return .flawed(problems(flaws, of: row, file, named: known), name: known, position)
        }
        if state != .wanted(.active) { entry.flags.insert(.isPending) }
        if entry.password != nil { entry.flags.insert(.hasPassword) }
        if entry.day != nil { entry.flags.insert(.hasDay) }
        if entry.id != nil { entry.flags.insert(.hasID) }
        return .entry(entry, name: name, position)
    }

    private func problems(
        _ flaws: [RowFlaw], of row: RosterRow, _ file: String, named name: Range<Int>?
    ) -> [RosterProblem] {
        let position = row.username?.position ?? row.position
        let username = name.map { row.bytes.span.extracting($0).text }
        return flaws.map { flaw in
            RosterProblem(
                location: SourceLocation(file: file, position: flaw.value?.position ?? position), code: flaw.code,
                username: username, message: flaw.message)
        }
    }

    /// Where a name is: without outer white space, and without the formula that keeps a spreadsheet from reading it.
    private func name(_ range: Range<Int>, in bytes: Span<UInt8>) -> Range<Int> {
        let name = strippedRange(range, in: bytes)
        guard let inner = Decoration.textFormula(name, in: bytes) else { return name }
        return strippedRange(inner, in: bytes)
    }

    private func complaint(aboutName name: Span<UInt8>, isMarkup: Bool) -> (RosterProblem.Code, String)? {
        switch NameRules.flaw(in: name) {
        case nil:
            ValueDoubt.about(name: name, mayHaveHTML: !isMarkup).map { ($0.code, $0.message(aboutName: name.text)) }
        case .empty: (.missingUsername, "the row has no username.  Fill it in, or delete the row.")
        case .tooLong(let scalars):
            (
                .usernameTooLong,
                "the username has \(scalars) characters, but flowServ holds \(NameRules.longestName).  Shorten it."
            )
        case .control(let scalar):
            (
                .controlCharacter,
                "\"\(escaped(name.text, limit: 80))\" has the control character "
                    + "\(escaped(String(scalar))) within.  "
                    + ((0x80..<0xA0).contains(scalar.value)
                        ? "If the file is in windows-1252, say so: with --encoding windows-1252, or in the XML declaration.  Otherwise "
                            + "correct the name."
                        : "Delete it from the name.")
            )
        case .hidden(let scalar): (.invisibleCharacter, NameRules.words(aboutHidden: scalar, in: name.text))
        }
    }

    /// Programs begin to count their days in 1, 1601, 1899, 1904 or 1970, and write that day where there is none.
    private static let lastZeroYear = 1970

    private func activateOn(_ row: RosterRow, _ flaws: inout [RowFlaw]) -> Day? {
        let text = row.strippedText(row.activateOn)
        if text.isEmpty { return nil }
        if let day = ActivationDate.day(text, in: timeZone), day.year > Self.lastZeroYear { return day }
        let message =
            "\"\(escaped(text, limit: 40))\" is no date.  Write it as 2026-03-01, "
            + "or as 2026-03-01T09:00:00+01:00 with its zone."
        flaws.append(RowFlaw(code: .invalidDate, value: row.activateOn, message: message))
        return nil
    }

    private func flowservID(_ row: RosterRow, _ flaws: inout [RowFlaw]) -> String? {
        let text = row.strippedText(row.flowservID)
        if text.isEmpty { return nil }
        let id = text.lowercased()
        if id.utf8.count == 32, id.utf8.allSatisfy({ "0123456789abcdef".utf8.contains($0) }) { return id }
        let message =
            "\"\(escaped(text, limit: 40))\" is no flowServ id.  Write the 32 hexadecimal digits "
            + "that the server gave the account, or leave the field empty."
        flaws.append(RowFlaw(code: .invalidFlowservID, value: row.flowservID, message: message))
        return nil
    }
}

internal import ByteStore
import Foundation

/// Turns rows into what is kept of them, or says what is wrong with them.
struct RowJudge {
    let timeZone: TimeZone
    private var memo = StateMemo()

    init(timeZone: TimeZone) {
        self.timeZone = timeZone
    }

    /// What came of a row: the details of an entry when there are no problems and the user is wanted.
    struct Verdict {
        var entry: NamedRows.Details?
        /// Where the name is among the row's bytes, when the row has one.
        var name: Range<Int>?
        var position: TextPosition
        var problems: [RosterProblem] = []
        /// Whether the row says that its user is gone.
        var isUnwanted = false
    }

    mutating func judge(_ row: RosterRow, of file: String) -> Verdict {
        let name = row.username.map { strippedRange($0.range, in: row.bytes) } ?? 0..<0
        let known = name.isEmpty ? nil : name
        let place = row.username?.position ?? row.position
        var problems: [RosterProblem] = []
        // What the closures need of the row: they would copy all of it.
        let (bytes, dateValue, idValue) = (row.bytes, row.activateOn, row.flowservID)
        func report(_ code: RosterProblem.Code, _ value: RosterRow.Value?, _ message: String) {
            let location = SourceLocation(file: file, position: value?.position ?? place)
            let username = known.map { bytes.span.extracting($0).text }
            problems.append(RosterProblem(location: location, code: code, username: username, message: message))
        }
        let state = row.judgedState(&memo, report: report)
        if state == .unwanted, problems.isEmpty { return Verdict(position: place, isUnwanted: true) }
        if let (code, message) = complaint(aboutName: bytes.span.extracting(name)) {
            report(code, row.username, message)
        }
        var entry = NamedRows.Details(flags: .isEntry)
        entry.password = row.judgedPassword(report: report)
        entry.day = activateOn(row) { report(.invalidDate, dateValue, $0) }
        entry.id = flowservID(row) { report(.invalidFlowservID, idValue, $0) }
        guard problems.isEmpty, case .wanted(let state) = state else {
            return Verdict(name: known, position: place, problems: problems)
        }
        if state == .pending { entry.flags.insert(.isPending) }
        if entry.password != nil { entry.flags.insert(.hasPassword) }
        if entry.day != nil { entry.flags.insert(.hasDay) }
        if entry.id != nil { entry.flags.insert(.hasID) }
        return Verdict(entry: entry, name: known, position: place)
    }

    private func complaint(aboutName name: Span<UInt8>) -> (RosterProblem.Code, String)? {
        switch NameRules.flaw(in: name) {
        case nil: nil
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
                    + "\(escaped(String(scalar))) within.  Delete it from the name."
            )
        }
    }

    private func activateOn(_ row: RosterRow, report: (String) -> Void) -> Day? {
        let text = row.strippedText(row.activateOn)
        if text.isEmpty { return nil }
        if let day = ActivationDate.day(text, in: timeZone) { return day }
        report(
            "\"\(escaped(text, limit: 40))\" is no date.  Write it as 2026-03-01, "
                + "or as 2026-03-01T09:00:00+01:00 with its zone.")
        return nil
    }

    private func flowservID(_ row: RosterRow, report: (String) -> Void) -> String? {
        let text = row.strippedText(row.flowservID)
        if text.isEmpty { return nil }
        let id = text.lowercased()
        if id.utf8.count == 32, id.utf8.allSatisfy({ "0123456789abcdef".utf8.contains($0) }) { return id }
        report(
            "\"\(escaped(text, limit: 40))\" is no flowServ id.  Write the 32 hexadecimal digits "
                + "that the server gave the account, or leave the field empty.")
        return nil
    }
}

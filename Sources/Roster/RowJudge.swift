import Foundation

/// Turns rows into entries, or says what is wrong with them.
struct RowJudge {
    let file: String
    let timeZone: TimeZone

    /// What came of a row: an entry when there are no problems and the user is wanted.
    struct Verdict {
        var entry: RosterEntry?
        var username: String?
        var location: SourceLocation
        var problems: [RosterProblem] = []
        /// Whether the row says that its user is gone.
        var isUnwanted = false
    }

    func judge(_ row: RosterRow) -> Verdict {
        let name = stripped(row.username?.text ?? "")
        let place = SourceLocation(file: file, position: row.username?.position ?? row.position)
        let known = name.isEmpty ? nil : name
        var problems: [RosterProblem] = []
        func report(_ code: RosterProblem.Code, _ value: RosterRow.Value?, _ message: String) {
            let location = value.map { SourceLocation(file: file, position: $0.position) } ?? place
            problems.append(RosterProblem(location: location, code: code, username: known, message: message))
        }
        let state = StateJudge(row: row).judge(report: report)
        if state == .unwanted, problems.isEmpty { return Verdict(location: place, isUnwanted: true) }
        if let (code, message) = complaint(aboutName: name) { report(code, row.username, message) }
        let password = PasswordJudge(row: row).judge(report: report)
        let activateOn = activateOn(row) { report(.invalidDate, row.activateOn, $0) }
        let id = flowservID(row) { report(.invalidFlowservID, row.flowservID, $0) }
        guard problems.isEmpty, case .wanted(let state) = state else {
            return Verdict(username: known, location: place, problems: problems)
        }
        let entry = RosterEntry(
            username: name, password: password, state: state, activateOn: activateOn, flowservID: id,
            kept: row.kept, location: place)
        return Verdict(entry: entry, username: name, location: place)
    }

    private func complaint(aboutName name: String) -> (RosterProblem.Code, String)? {
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
                "\"\(escaped(name, limit: 80))\" has the control character "
                    + "\(escaped(String(scalar))) within.  Delete it from the name."
            )
        }
    }

    private func activateOn(_ row: RosterRow, report: (String) -> Void) -> Day? {
        let text = stripped(row.activateOn?.text ?? "")
        if text.isEmpty { return nil }
        if let day = ActivationDate.day(text, in: timeZone) { return day }
        report(
            "\"\(escaped(text, limit: 40))\" is no date.  Write it as 2026-03-01, "
                + "or as 2026-03-01T09:00:00+01:00 with its zone.")
        return nil
    }

    private func flowservID(_ row: RosterRow, report: (String) -> Void) -> String? {
        let text = stripped(row.flowservID?.text ?? "")
        if text.isEmpty { return nil }
        let id = text.lowercased()
        if id.utf8.count == 32, id.utf8.allSatisfy({ "0123456789abcdef".utf8.contains($0) }) { return id }
        report(
            "\"\(escaped(text, limit: 40))\" is no flowServ id.  Write the 32 hexadecimal digits "
                + "that the server gave the account, or leave the field empty.")
        return nil
    }
}

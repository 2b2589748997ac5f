/// Reads the password that a row's account is to start with.
struct PasswordJudge {
    let row: RosterRow

    /// The password, or nil when the row has none; one that cannot be used is reported, never shown.
    func judge(report: (RosterProblem.Code, RosterRow.Value?, String) -> Void) -> InitialPassword? {
        guard let text = row.password?.text, !text.isEmpty, !isMask(text) else { return nil }
        if stripped(text).utf8.count != text.utf8.count {
            let message =
                "the password begins or ends with white space, which flowServ drops before it stores it, "
                + "so that nobody could log in.  Choose another one."
            report(.passwordWhiteSpace, row.password, message)
        }
        if !stripped(row.exports.passwordHash?.text ?? "").isEmpty {
            let message =
                "the password is a hash, which flowServ would take for the password itself.  "
                + "Write the password, or leave both columns empty."
            report(.hashedPassword, row.exports.passwordHash, message)
        }
        return InitialPassword(text)
    }

    /// Exports have asterisks in the place of passwords: Google's have four.
    private func isMask(_ text: String) -> Bool {
        text.utf8.allSatisfy { $0 == UInt8(ascii: "*") }
    }
}

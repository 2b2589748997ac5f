/// Reads the password that a row's account is to start with.
extension RosterRow {
    /// Where the password is, or nil when the row has none; one that cannot be used is reported, never shown.
    func judgedPassword(report: Report) -> Range<Int>? {
        guard let range = password?.range, !range.isEmpty, !isMask(range) else { return nil }
        if strippedRange(range, in: bytes) != range {
            let message =
                "the password begins or ends with white space, which flowServ drops before it stores it, "
                + "so that nobody could log in.  Choose another one."
            report(.passwordWhiteSpace, password, message)
        }
        if !strippedText(exports.passwordHash).isEmpty {
            let message =
                "the password is a hash, which flowServ would take for the password itself.  "
                + "Write the password, or leave both columns empty."
            report(.hashedPassword, exports.passwordHash, message)
        }
        return range
    }

    /// Exports have asterisks in the place of passwords: Google's have four.
    private func isMask(_ range: Range<Int>) -> Bool {
        bytes[range].allSatisfy { $0 == UInt8(ascii: "*") }
    }
}

internal import ByteStore

/// Reads the password that a row's account is to start with.
extension RosterRow {
    /// Where the password is, or nil when the row has none; one that cannot be used is a flaw, never shown.
    func judgedPassword(_ flaws: inout [RowFlaw]) -> Range<Int>? {
        guard let range = password?.range, !range.isEmpty, !isMask(range) else { return nil }
        if strippedRange(range, in: bytes.span) != range {
            let message =
                "the password begins or ends with white space, which flowServ drops before it stores it, "
                + "so that nobody could log in.  Choose another one."
            flaws.append(RowFlaw(code: .passwordWhiteSpace, value: password, message: message))
        }
        if !strippedText(passwordHash).isEmpty {
            let message =
                "the password is a hash, which flowServ would take for the password itself.  "
                + "Write the password, or leave both columns empty."
            flaws.append(RowFlaw(code: .hashedPassword, value: passwordHash, message: message))
        }
        return range
    }

    /// Exports have asterisks in the place of passwords: Google's have four.
    private func isMask(_ range: Range<Int>) -> Bool {
        let value = bytes.span.extracting(range)
        return value.indices.allSatisfy { value[$0] == UInt8(ascii: "*") }
    }
}

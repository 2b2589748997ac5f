internal import Bytes

/// Reads a row's initial password.
extension RosterRow {
    /// Returns the range of the password, or nil if the row has none; an unusable one is a problem, which never shows
    /// it.
    func judgedPassword(noting problems: inout [RowProblem]) -> Range<Int>? {
        guard var range = password?.range, !range.isEmpty, !isMask(range) else { return nil }
        if columns.isMarkup { range = withoutIndentation(range) }
        if range.isEmpty { return nil }
        let value = bytes.span.extracting(range)
        if let problem = PasswordRules.problem(inRosters: value, isMarkup: columns.isMarkup) {
            problems.append(RowProblem(.password(problem), in: password))
        }
        if !strippedText(passwordHash).isEmpty {
            problems.append(RowProblem(.password(.hashFunction), in: passwordHash))
        }
        return range
    }

    private static let maskDots: Set<Unicode.Scalar> = ["\u{2022}", "●", "○", "◦", "·", "■", "□", "▪", "＊", "∗", "⁎"]

    /// Returns whether a value is a mask: exports show asterisks or dots instead of passwords (Google's show four
    /// asterisks).
    private func isMask(_ range: Range<Int>) -> Bool {
        let value = bytes.span.extracting(range)
        if value[0] == UInt8(ascii: "*") { return value.indices.allSatisfy { value[$0] == UInt8(ascii: "*") } }
        guard value[0] >= 0xC2, value.count >= 6 else { return false }
        let dots = value.text.unicodeScalars
        return dots.count > 2 && dots.allSatisfy(Self.maskDots.contains)
    }

    /// Returns the range without surrounding white space on the sides where it includes a line break: that is
    /// indentation of the XML document, not part of the value.
    private func withoutIndentation(_ range: Range<Int>) -> Range<Int> {
        var range = range
        func isSpace(_ index: Int) -> Bool { bytes[index] == 0x20 || (0x09...0x0D).contains(bytes[index]) }
        var start = range.lowerBound
        var breaksLine = false
        while start < range.upperBound, isSpace(start) {
            breaksLine = breaksLine || bytes[start] == 0x0A
            start += 1
        }
        if breaksLine { range = start..<range.upperBound }
        var end = range.upperBound
        breaksLine = false
        while end > range.lowerBound, isSpace(end - 1) {
            breaksLine = breaksLine || bytes[end - 1] == 0x0A
            end -= 1
        }
        return breaksLine ? range.lowerBound..<end : range
    }
}

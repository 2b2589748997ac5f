/// Text from a roster made fit for a message: control characters and those that nobody can see are
/// written as `\u{1B}`, and what is longer than `limit` characters is cut.
func escaped(_ text: String, limit: Int = .max) -> String {
    if text.utf8.count <= limit, text.utf8.allSatisfy({ (0x20..<0x7F).contains($0) }) { return text }
    var result = ""
    for (index, scalar) in text.unicodeScalars.enumerated() {
        if index == limit { return result + "…" }
        if isUnprintable(scalar) {
            result += "\\u{" + String(scalar.value, radix: 16, uppercase: true) + "}"
        } else {
            result.unicodeScalars.append(scalar)
        }
    }
    return result
}

/// A byte as messages name it: `0xE9`.
func hexadecimal(_ byte: UInt8) -> String {
    let digits = String(byte, radix: 16, uppercase: true)
    return byte < 0x10 ? "0x0\(digits)" : "0x\(digits)"
}

private func isUnprintable(_ scalar: Unicode.Scalar) -> Bool {
    isControl(scalar) || isHidden(scalar)
}

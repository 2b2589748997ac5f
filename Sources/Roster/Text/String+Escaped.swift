internal import Bytes

/// Returns a roster's text made safe for a message: control characters and invisible ones are written as `\u{1B}`,
/// and text longer than `limit` characters is cut.
package func escaped(_ text: String, limit: Int = .max) -> String {
    if text.utf8.count <= limit, text.utf8.allSatisfy({ (0x20..<0x7F).contains($0) }) { return text }
    var result = ""
    for (index, scalar) in text.unicodeScalars.enumerated() {
        if index == limit { return result + "…" }
        if isUnprintable(scalar) {
            result += scalar.escape
        } else {
            result.unicodeScalars.append(scalar)
        }
    }
    return result
}

/// Returns a byte in the form used in messages: `0xE9`.
package func hexadecimal(_ byte: UInt8) -> String {
    "0x" + byte.hexadecimal(digits: 2, uppercase: true)
}

private func isUnprintable(_ scalar: Unicode.Scalar) -> Bool {
    isControl(scalar) || isHidden(scalar)
}

internal import Bytes

/// Detects that all passwords of a file are hexadecimal numbers of the length of a hash (MD5, SHA-1, SHA-256).
///
/// A single such value may be a random password; a whole column of them is an export of hashes.
struct HashColumn {
    private static let fewest = 2

    private var count = 0
    private var digits = 0
    private var first = TextPosition()
    /// Whether a password was no such number, as is nearly always clear from the first one.
    private var isRuledOut = false

    /// Adds a password.
    mutating func note(_ password: Span<UInt8>, at position: TextPosition) {
        if isRuledOut { return }
        guard [32, 40, 64].contains(password.count), digits == 0 || digits == password.count,
            Self.isHexadecimal(password)
        else {
            isRuledOut = true
            return
        }
        if count == 0 { first = position }
        digits = password.count
        count += 1
    }

    /// Returns the problem of the file, if all its passwords are hashes.
    func problem(of file: String) -> RosterProblem? {
        guard !isRuledOut, count >= Self.fewest else { return nil }
        return RosterProblem(file: file, position: first, detail: .password(.hashColumn(digits: digits)))
    }

    private static func isHexadecimal(_ text: Span<UInt8>) -> Bool {
        for index in text.indices {
            let byte = text[index]
            guard (0x30...0x39).contains(byte) || (0x41...0x46).contains(byte & 0xDF) else { return false }
        }
        return true
    }
}

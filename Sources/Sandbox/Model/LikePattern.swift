/// The list query as evaluated by SQLite: `name LIKE 'QUERY%'` with nothing escaped.
///
/// `%` and `_` are wildcards, ASCII letters match in both cases, other letters match only themselves.  A NUL ends the
/// pattern, and with it the `%` that flowServ appends.
struct LikePattern: Sendable {
    private let pattern: [Unicode.Scalar]

    init(prefix: String) {
        pattern = LikePattern.upToNUL(prefix + "%")
    }

    func matches(_ name: String) -> Bool {
        LikePattern.match(pattern[...], LikePattern.upToNUL(name)[...])
    }

    private static func upToNUL(_ text: String) -> [Unicode.Scalar] {
        Array(text.unicodeScalars.prefix { $0 != "\0" })
    }

    /// Compares both sides, and returns to the last `%` at each mismatch.
    private static func match(_ pattern: ArraySlice<Unicode.Scalar>, _ text: ArraySlice<Unicode.Scalar>)
        -> Bool
    {
        var at = pattern.startIndex
        var position = text.startIndex
        var retry: (pattern: Int, text: Int)?
        while position < text.endIndex {
            if at < pattern.endIndex, pattern[at] == "%" {
                retry = (at + 1, position)
                at += 1
            } else if at < pattern.endIndex,
                pattern[at] == "_" || folded(pattern[at]) == folded(text[position])
            {
                at += 1
                position += 1
            } else if let last = retry {
                retry = (last.pattern, last.text + 1)
                at = last.pattern
                position = last.text + 1
            } else {
                return false
            }
        }
        return pattern[at...].allSatisfy { $0 == "%" }
    }

    private static func folded(_ scalar: Unicode.Scalar) -> UInt32 {
        ("A"..."Z").contains(scalar) ? scalar.value + 32 : scalar.value
    }
}

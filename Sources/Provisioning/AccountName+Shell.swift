public import Accounts

extension AccountName {
    /// The name as one word of a POSIX shell command line, so that a suggested command can be copied unchanged and no
    /// name runs a command of its own.
    public var shellWord: String {
        let plain = text.unicodeScalars.allSatisfy { scalar in
            scalar.properties.isAlphabetic || scalar.properties.numericType != nil
                || "@._+-%:/".unicodeScalars.contains(scalar)
        }
        if plain, !text.isEmpty, !text.hasPrefix("-") { return text }
        let quoted =
            "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
        // After --, a leading hyphen does not start an option.
        return text.hasPrefix("-") ? "-- " + quoted : quoted
    }
}

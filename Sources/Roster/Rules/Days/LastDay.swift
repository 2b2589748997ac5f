internal import Accounts

/// Reads the day on which an account, or its user's employment, ends.
enum LastDay {
    /// Active Directory counts units of 100 ns from 1601.
    private static let ticksPerDay: Int64 = 864_000_000_000
    private static let daysTo1970 = 134_774

    /// Returns whether the day has passed; nil if the text cannot be read.
    static func hasPassed(_ text: String, asOf today: Day) -> Bool? {
        if ["never", "none", "unlimited", "indefinite", "nie", "jamais", "nunca", "(never)"].contains(
            text.lowercased())
        {
            return false
        }
        if noDays.contains(where: text.hasPrefix) { return false }
        if doubtfulDays.contains(where: text.hasPrefix) || hasShortYear(text) { return nil }
        if let day = compactDay(text) ?? DateText.dayWithMonthsName(text) { return day < today }
        // Active Directory's largest number after abbreviation by a spreadsheet.
        if text.wholeMatch(of: /9[.,]2233\d*E\+18/) != nil { return false }
        if let ticks = Int64(text), ticks >= 0 { return hasPassed(ticks, asOf: today) }
        let days = DateText.days(text)
        guard !days.isEmpty else { return nil }
        // An ambiguous date is decisive only if both days are on the same side of today.
        let passed = Set(days.map { $0 < today })
        return passed.count == 1 ? passed.first : nil
    }

    /// The values that mean "no day" in programs: the zero dates of Windows and .NET.
    private static let noDays = [
        "1601-01-01", "1/1/1601", "01/01/1601", "12/31/1600", "0001-01-01", "1/1/0001", "0000-00-00",
    ]
    /// The zero dates of other programs, which may also be real days.
    private static let doubtfulDays = [
        "1970-01-01", "1/1/1970", "01/01/1970", "1900-01-01", "1900-01-00", "1/1/1900", "1/0/1900", "1899-12-30",
        "12/30/1899", "12/31/1969",
    ]

    /// Returns whether the year of a numeric date has two digits, so that the century is unknown.
    private static func hasShortYear(_ text: String) -> Bool {
        let parts = text.prefix { !" Tt".contains($0) }.split { "-./".contains($0) }
        return parts.count == 3 && parts.allSatisfy { $0.utf8.count <= 2 }
    }

    /// Returns the day of `20260101` and of LDAP's `20260101000000Z`.
    private static func compactDay(_ text: String) -> Day? {
        let digits = text.prefix { $0.isASCII && $0.isNumber }
        guard digits.count == 8 || digits.count == 14, let number = Int(digits.prefix(8)) else { return nil }
        return Day(year: number / 10_000, month: number / 100 % 100, day: number % 100)
    }

    /// Returns whether a text is a day or a moment, in LDAP's form (`20260101000000Z`) or with separators.
    static func isMoment(_ text: String) -> Bool {
        let digits = text.prefix { $0.isASCII && $0.isNumber }
        return digits.count == 14 || digits.count == 8 || !DateText.days(text).isEmpty
    }

    /// Returns whether a tick count has passed; zero and the largest number mean never.
    private static func hasPassed(_ ticks: Int64, asOf today: Day) -> Bool? {
        if ticks == 0 || ticks == .max { return false }
        guard ticks > 100_000 * ticksPerDay / 2 else { return nil }
        return Int(ticks / ticksPerDay) - daysTo1970 < today.daysSince1970
    }
}

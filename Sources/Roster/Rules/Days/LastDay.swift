internal import Accounts

/// Reads the day on which an account, or its user's work, ends.
enum LastDay {
    /// Active Directory counts from 1601 in units of 100 ns.
    private static let ticksPerDay: Int64 = 864_000_000_000
    private static let daysTo1970 = 134_774

    /// Whether the day has passed; nil when the text cannot be understood.
    static func hasPassed(_ text: String, asOf today: Day) -> Bool? {
        if ["never", "none", "unlimited", "indefinite", "nie", "jamais", "nunca", "(never)"].contains(
            text.lowercased())
        {
            return false
        }
        if noDays.contains(where: text.hasPrefix) { return false }
        if doubtfulDays.contains(where: text.hasPrefix) || hasShortYear(text) { return nil }
        if let day = compactDay(text) ?? DateText.dayWithMonthsName(text) { return day < today }
        // What a spreadsheet makes of Active Directory's largest number.
        if text.wholeMatch(of: /9[.,]2233\d*E\+18/) != nil { return false }
        if let ticks = Int64(text), ticks >= 0 { return hasPassed(ticks, asOf: today) }
        let days = DateText.days(text)
        guard !days.isEmpty else { return nil }
        // A date that may be two days tells only when both lie on one side.
        let passed = Set(days.map { $0 < today })
        return passed.count == 1 ? passed.first : nil
    }

    /// How programs write that there is no such day: the zeros of Windows and .NET.
    private static let noDays = [
        "1601-01-01", "1/1/1601", "01/01/1601", "12/31/1600", "0001-01-01", "1/1/0001", "0000-00-00",
    ]
    /// The zeros of others, which may be days of people, too.
    private static let doubtfulDays = [
        "1970-01-01", "1/1/1970", "01/01/1970", "1900-01-01", "1900-01-00", "1/1/1900", "1/0/1900", "1899-12-30",
        "12/30/1899", "12/31/1969",
    ]

    /// Whether the year of a day in numbers has two digits: the century is anybody's guess.
    private static func hasShortYear(_ text: String) -> Bool {
        let parts = text.prefix { !" Tt".contains($0) }.split { "-./".contains($0) }
        return parts.count == 3 && parts.allSatisfy { $0.utf8.count <= 2 }
    }

    /// The day of `20260101` and of LDAP's `20260101000000Z`.
    private static func compactDay(_ text: String) -> Day? {
        let digits = text.prefix { $0.isASCII && $0.isNumber }
        guard digits.count == 8 || digits.count == 14, let number = Int(digits.prefix(8)) else { return nil }
        return Day(year: number / 10_000, month: number / 100 % 100, day: number % 100)
    }

    /// Whether a text is a day or a moment, as LDAP writes it (`20260101000000Z`) or with marks.
    static func isMoment(_ text: String) -> Bool {
        let digits = text.prefix { $0.isASCII && $0.isNumber }
        return digits.count == 14 || digits.count == 8 || !DateText.days(text).isEmpty
    }

    /// Zero and the largest number mean never.
    private static func hasPassed(_ ticks: Int64, asOf today: Day) -> Bool? {
        if ticks == 0 || ticks == .max { return false }
        guard ticks > 100_000 * ticksPerDay / 2 else { return nil }
        return Int(ticks / ticksPerDay) - daysTo1970 < today.daysSince1970
    }
}

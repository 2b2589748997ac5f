internal import Accounts
import Foundation

/// Parses an `activate_on` value: a day, or a moment with a time zone.
enum ActivationDate {
    /// Returns the day for "2026-03-01" or for "2026-03-01T09:00:00+02:00"; a moment becomes the day on which it
    /// falls in `timeZone`.  A moment without a time zone is refused because it could mean two different days.
    static func day(_ text: String, in timeZone: TimeZone?) -> Day? {
        if let day = Day(text) { return day }
        let bytes = Array(text.utf8)
        guard bytes.count > 11, "Tt ".utf8.contains(bytes[10]),
            let day = Day(String(decoding: bytes[0..<10], as: UTF8.self))
        else { return nil }
        let rest = bytes[11...]
        guard let zoneStart = rest.firstIndex(where: { "Zz+-".utf8.contains($0) }),
            let time = secondsOfDay(rest[..<zoneStart]),
            let offset = secondsOfOffset(rest[zoneStart...])
        else { return nil }
        let moment = Double(day.daysSince1970 * 86_400 + time - offset)
        return Day(Date(timeIntervalSince1970: moment), in: timeZone)
    }

    /// Parses "09:00", "09:00:30" or "09:00:30.250"; fractions are dropped.
    private static func secondsOfDay(_ text: ArraySlice<UInt8>) -> Int? {
        let parts = text.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
        guard parts.count == 2 || parts.count == 3,
            let hour = twoDigits(parts[0], below: 24), let minute = twoDigits(parts[1], below: 60)
        else { return nil }
        guard parts.count == 3 else { return hour * 3_600 + minute * 60 }
        let split = parts[2].split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard split.count <= 2, let second = twoDigits(split[0], below: 60) else { return nil }
        if split.count == 2, split[1].isEmpty || !split[1].allSatisfy({ (0x30...0x39).contains($0) }) { return nil }
        return hour * 3_600 + minute * 60 + second
    }

    /// Parses "Z", "+02", "+0200" or "+02:00" and returns seconds east of Greenwich.
    private static func secondsOfOffset(_ text: ArraySlice<UInt8>) -> Int? {
        guard let sign = text.first else { return nil }
        let rest = text.dropFirst()
        if sign == UInt8(ascii: "Z") || sign == UInt8(ascii: "z") { return rest.isEmpty ? 0 : nil }
        var digits = Array(rest)
        if digits.count == 5, digits[2] == UInt8(ascii: ":") { digits.remove(at: 2) }
        guard digits.count == 2 || digits.count == 4, let hours = twoDigits(digits[0..<2], below: 19),
            let minutes = digits.count == 2 ? 0 : twoDigits(digits[2..<4], below: 60)
        else { return nil }
        let seconds = hours * 3_600 + minutes * 60
        return sign == UInt8(ascii: "-") ? -seconds : seconds
    }

    private static func twoDigits(_ text: ArraySlice<UInt8>, below limit: Int) -> Int? {
        guard text.count == 2, let number = decimal(text), number < limit else { return nil }
        return number
    }
}

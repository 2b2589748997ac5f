public import Foundation

/// A day of the Gregorian calendar, written "2026-03-01".
public struct Day: Hashable, Comparable, Sendable, LosslessStringConvertible {
    /// The year, 0 to 9999.
    public var year: Int { Int(storedYear) }
    /// The month, 1 to 12.
    public var month: Int { Int(storedMonth) }
    /// The day of the month, 1 to 31.
    public var day: Int { Int(storedDay) }
    private let storedYear: Int16
    private let storedMonth: Int8
    private let storedDay: Int8

    /// Creates a day, or returns nil if the calendar has no such day.
    public init?(year: Int, month: Int, day: Int) {
        guard (0...9999).contains(year), (1...12).contains(month) else { return nil }
        guard (1...Self.length(ofMonth: month, year: year)).contains(day) else { return nil }
        storedYear = Int16(year)
        storedMonth = Int8(month)
        storedDay = Int8(day)
    }

    /// Parses "YYYY-MM-DD" and no other form.
    public init?(_ description: String) {
        let bytes = Array(description.utf8)
        let hyphen = UInt8(ascii: "-")
        guard bytes.count == 10, bytes[4] == hyphen, bytes[7] == hyphen,
            let year = decimal(bytes[0..<4]), let month = decimal(bytes[5..<7]),
            let day = decimal(bytes[8..<10])
        else { return nil }
        self.init(year: year, month: month, day: day)
    }

    /// Creates the day on which `date` falls in a time zone.  The default is the zone of the process, which the C
    /// library takes from `TZ` or from the system.
    public init(_ date: Date, in timeZone: TimeZone? = nil) {
        let offset = timeZone?.secondsFromGMT(for: date) ?? Self.secondsFromGMT(at: date)
        let local = date.timeIntervalSince1970 + Double(offset)
        self.init(daysSince1970: Int((local / 86_400).rounded(.down)))
    }

    /// The offset of the process's time zone in seconds.  Foundation has its own zone data and reads "EST" and "BST"
    /// differently from the system.
    private static func secondsFromGMT(at date: Date) -> Int {
        Self.readZone
        var seconds = time_t(date.timeIntervalSince1970.rounded(.down))
        var local = tm()
        return localtime_r(&seconds, &local) == nil ? 0 : local.tm_gmtoff
    }

    /// Reads `TZ` once; localtime_r(3) is not required to do so.
    private static let readZone: Void = tzset()

    /// The day as "YYYY-MM-DD".
    public var description: String {
        "\(padded(year, to: 4))-\(padded(month, to: 2))-\(padded(day, to: 2))"
    }

    /// Orders by the calendar.
    public static func < (lhs: Self, rhs: Self) -> Bool {
        (lhs.year, lhs.month, lhs.day) < (rhs.year, rhs.month, rhs.day)
    }

    private static func length(ofMonth month: Int, year: Int) -> Int {
        switch month {
        case 2: year.isMultiple(of: 4) && (!year.isMultiple(of: 100) || year.isMultiple(of: 400)) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }
}

extension Day: Codable {
    /// Decodes the "YYYY-MM-DD" string.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let day = Day(text) else {
            throw DecodingError.dataCorruptedError(
                in: container, debugDescription: "Not a day written as YYYY-MM-DD.")
        }
        self = day
    }

    /// Encodes the "YYYY-MM-DD" string.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}

// The civil-from-days arithmetic counts years from March, so that the leap day comes last,
// and eras of 400 years (146,097 days) from 0000-03-01.
extension Day {
    private init(daysSince1970 days: Int) {
        let shifted = days + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let marchMonth = (5 * dayOfYear + 2) / 153
        let month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
        storedMonth = Int8(month)
        storedDay = Int8(dayOfYear - (153 * marchMonth + 2) / 5 + 1)
        storedYear = Int16(clamping: yearOfEra + era * 400 + (month <= 2 ? 1 : 0))
    }

    package var daysSince1970: Int {
        let marchYear = month <= 2 ? year - 1 : year
        let era = (marchYear >= 0 ? marchYear : marchYear - 399) / 400
        let yearOfEra = marchYear - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return era * 146_097 + dayOfEra - 719_468
    }
}

/// Returns the number that ASCII digits spell, or nil if a byte is not a digit.
package func decimal(_ digits: ArraySlice<UInt8>) -> Int? {
    guard !digits.isEmpty, digits.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
    return digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
}

private func padded(_ number: Int, to width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
}

import Accounts
import Foundation
import Testing

@testable import Roster

@Suite struct DayTests {
    @Test(arguments: ["2026-03-01", "2024-02-29", "2000-02-29", "0001-01-01", "9999-12-31"])
    func `a day of the calendar is read and written alike`(text: String) {
        #expect(Day(text)?.description == text)
    }

    @Test(arguments: [
        "", "2026-3-1", "2026-02-29", "1900-02-29", "2026-13-01", "2026-00-01", "2026-04-31", "2026-01-00",
        "01.03.2026", "2026/03/01", " 2026-03-01", "2026-03-01T00:00:00Z", "+026-03-01", "２０２６-03-01",
    ])
    func `anything else is no day`(text: String) {
        #expect(Day(text) == nil)
    }

    @Test func `days are ordered by the calendar`() throws {
        let days = try ["2026-03-01", "2025-12-31", "2026-02-28"].map { try #require(Day($0)) }
        #expect(days.sorted().map(\.description) == ["2025-12-31", "2026-02-28", "2026-03-01"])
    }

    @Test(arguments: [
        (0.0, 0, "1970-01-01"), (86_399, 0, "1970-01-01"), (86_400, 0, "1970-01-02"),
        (-1, 0, "1969-12-31"), (1_772_319_600, 0, "2026-02-28"), (1_772_319_600, 3_600, "2026-03-01"),
        (951_782_400, 0, "2000-02-29"), (951_868_800, 0, "2000-03-01"), (951_782_400, -1, "2000-02-28"),
    ])
    func `a moment falls on the day of its zone`(seconds: Double, offset: Int, day: String) throws {
        let zone = try #require(TimeZone(secondsFromGMT: offset))
        #expect(Day(Date(timeIntervalSince1970: seconds), in: zone).description == day)
    }

    @Test func `every day of four centuries comes back from its number`() throws {
        let zone = try #require(TimeZone(secondsFromGMT: 0))
        let first = try #require(Day("1901-01-01")).daysSince1970
        for number in first..<first + 146_097 {
            let day = Day(Date(timeIntervalSince1970: Double(number) * 86_400), in: zone)
            if day.daysSince1970 != number || Day(day.description) != day {
                Issue.record("day \(number) became \(day)")
                return
            }
        }
    }

    @Test func `JSON holds the day as its text`() throws {
        let day = try #require(Day("2026-03-01"))
        let json = try JSONEncoder().encode([day])
        #expect(String(decoding: json, as: UTF8.self) == #"["2026-03-01"]"#)
        #expect(try JSONDecoder().decode([Day].self, from: json) == [day])
        #expect(throws: DecodingError.self) {
            try JSONDecoder().decode([Day].self, from: Data(#"["2026-02-30"]"#.utf8))
        }
    }
}

import Accounts
import Foundation
import Testing

@testable import Roster

@Suite struct ActivationDateTests {
    @Test(arguments: [
        ("2026-03-01", "2026-03-01"),
        ("2026-03-01T09:00:00Z", "2026-03-01"),
        ("2026-03-01T09:00Z", "2026-03-01"),
        ("2026-03-01t09:00:00z", "2026-03-01"),
        ("2026-03-01 09:00:00+01:00", "2026-03-01"),
        ("2026-03-01T00:30:00+02:00", "2026-02-28"),
        ("2026-02-28T23:30:00-0200", "2026-03-01"),
        ("2026-02-28T23:30:00.250-02", "2026-03-01"),
    ])
    func `a day or a moment with its zone is a day in Greenwich`(text: String, day: String) throws {
        let zone = try #require(TimeZone(secondsFromGMT: 0))
        #expect(ActivationDate.day(text, in: zone)?.description == day)
    }

    @Test func `a moment becomes the day of the zone asked for`() throws {
        let tokyo = try #require(TimeZone(identifier: "Asia/Tokyo"))
        #expect(ActivationDate.day("2026-02-28T15:00:00Z", in: tokyo)?.description == "2026-03-01")
        #expect(ActivationDate.day("2026-02-28T14:59:59Z", in: tokyo)?.description == "2026-02-28")
    }

    @Test(arguments: [
        "2026-03-01T09:00:00", "2026-03-01T", "2026-03-01T09Z", "2026-03-01T24:00Z", "2026-03-01T09:60Z",
        "2026-03-01T09:00:60Z", "2026-03-01T09:00Z+01", "2026-03-01T09:00+1", "2026-03-01T09:00+99:00",
        "2026-03-01X09:00Z", "2026-02-30T09:00Z", "2026-03-01T09:00:00.Z", "2026-03-01T09:00:00.1.2Z",
        "tomorrow", "1.3.2026", "20260301",
    ])
    func `a moment without a zone, or no date at all, is refused`(text: String) {
        #expect(ActivationDate.day(text, in: .gmt) == nil)
    }
}

import Foundation
import TestSupport
import Testing

@testable import Roster

/// The day of a moment is the one that Python's zoneinfo gives.
@Suite struct DateOracleTests {
    private struct Moment: Decodable {
        let text: String
        let zone: String
        let day: String?
    }

    @Test func `moments fall on the day that Python gives, and what is none for it is none`() async throws {
        let oracle = try await PythonOracle("write_dates.py", Soak.isOn ? "200000" : "10000")
        let comparison = Comparison("Dates and zones with Python's datetime and zoneinfo")
        for moment in try oracle.expected(as: [Moment].self) {
            let zone = try #require(TimeZone(identifier: moment.zone), "\(moment.zone)")
            let day = ActivationDate.day(moment.text, in: zone)
            comparison.add("\"\(moment.text)\" in \(moment.zone)", [day?.description], [moment.day])
        }
        #expect(comparison.finish() == 0)
    }
}

import Foundation
import TestSupport
import Testing

/// The day of a moment is the one that Python's zoneinfo gives, in whatever zone `TZ` asks for.
@Suite struct DateOracleTests {
    private struct Zone: Decodable {
        let zone: String
        let path: String
        let days: [String: String?]
    }

    private struct Check: Decodable {
        let entries: [Entry]

        struct Entry: Decodable {
            let username: String
            let activateOn: String?
        }
    }

    @Test func `moments fall on the day that Python gives, and what is none for it is none`() async throws {
        let oracle = try await PythonOracle("write_dates.py", Soak.isOn ? "1000" : "60", Soak.isOn ? "500" : "150")
        let comparison = Comparison("Dates and zones with Python's datetime and zoneinfo")
        for zone in try oracle.expected(as: [Zone].self) {
            let check = try await Program(
                try PackageFiles.program("rollcall"), ["check", "--format", "json", zone.path],
                environment: ["TZ": zone.zone]
            ).run()
            let entries = try check.decoded(as: Check.self).entries
            let days = Dictionary(uniqueKeysWithValues: entries.map { ($0.username, $0.activateOn) })
            let names = zone.days.keys.sorted()
            // A moment that is none makes no entry.
            comparison.add(zone.zone, names.map { days[$0] ?? nil }, names.map { zone.days[$0] ?? nil })
        }
        #expect(comparison.finish() == 0)
    }
}

import TestSupport
import Testing

@testable import Roster

/// A listing as a roster is well-formed where Python's json says so.
@Suite struct ListingOracleTests {
    private struct Document: Decodable {
        let document: String
        let names: [[String]]?
    }

    @Test func `what is no listing for Python is none as a roster`() async throws {
        let oracle = try await PythonOracle("write_listings.py", Soak.isOn ? "100000" : "3000")
        let comparison = Comparison("Listings as rosters with Python's json")
        for document in try oracle.expected(as: [Document].self) {
            let digits = Array(document.document.utf8)
            let bytes = stride(from: 0, to: digits.count, by: 2).map { index in
                UInt8(String(decoding: digits[index..<index + 2], as: UTF8.self), radix: 16) ?? 0
            }
            let roster = RosterReader(options: RosterOptions(format: .json)).read(bytes: bytes, named: "listing.json")
            // The names have rules of their own.
            let isRead = !roster.problems.contains { $0.code.hidesRows }
            if let names = document.names {
                comparison.add(
                    document.document, [isRead ? roster.files.map(\.rows).reduce(0, +) : -1], [names.count])
            } else {
                comparison.add(document.document, [roster.isValid], [false])
            }
        }
        #expect(comparison.finish() == 0)
    }
}

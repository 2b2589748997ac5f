import Accounts
import TestSupport
import Testing

@testable import FlowServ

/// A listing has the accounts that Python's json reads, or is none for both.
@Suite struct ListingScannerOracleTests {
    private struct Document: Decodable {
        let document: String
        let accounts: [[Exactly]]?
    }

    @Test func `listings read as Python's json reads them, whole and in pieces`() async throws {
        let oracle = try await PythonOracle("write_listings.py", Soak.isOn ? "100000" : "5000")
        let comparison = Comparison("Listings with Python's json")
        for document in try oracle.expected(as: [Document].self) {
            let digits = Array(document.document.utf8)
            let bytes = stride(from: 0, to: digits.count, by: 2).map { index in
                UInt8(String(decoding: digits[index..<index + 2], as: UTF8.self), radix: 16) ?? 0
            }
            for size in [Int.max, 1, 7] {
                var scanner = ListingScanner(labels: UserLabels())
                var rest = bytes[...]
                while !rest.isEmpty {
                    scanner.consume(Array(rest.prefix(size)).span)
                    rest = rest.dropFirst(size)
                }
                let users = scanner.finish().map { listing in
                    listing.map { [Exactly($0.id.rawValue), Exactly($0.username.text)] }
                }
                comparison.add("\(document.document) in chunks of \(size)", [users], [document.accounts])
            }
        }
        #expect(comparison.finish() == 0)
    }
}

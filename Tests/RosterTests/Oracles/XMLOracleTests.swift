import Accounts
import Foundation
import TestSupport
import Testing

@testable import Roster

/// An XML roster reads as Python's expat reads it, wherever its bytes are cut.
@Suite struct XMLOracleTests {
    @Test func `cuts at every byte change nothing of what expat reads`() async throws {
        let oracle = try await PythonOracle("write_xml.py", Soak.isOn ? "200" : "8")
        let expected = try oracle.expected(as: [String: [[String: String]]].self)
        let comparison = Comparison("XML cut at every byte with expat")
        for (file, users) in expected.sorted(by: { $0.key < $1.key }) {
            let bytes = Array(try Data(contentsOf: URL(fileURLWithPath: file)))
            let other = users.map(\.exact)
            // A chunk of so many bytes puts a cut behind each of them.
            for size in 1...min(bytes.count, Soak.isOn ? .max : 1_500) {
                let roster = RosterReader(chunkSize: size).read(bytes: bytes, named: file)
                let rows = roster.entries.map { entry in
                    var fields = entry.fields
                    fields["password"] = entry.password?.reveal()
                    return fields.exact
                }
                comparison.add("\(file) in chunks of \(size)", rows, other)
            }
        }
        #expect(comparison.finish() == 0)
    }
}

import Foundation
import TestSupport
import Testing

/// docs/threat-model.md names tests that exist, one for every defence.
struct ThreatModelDocumentTests {
    private let rows: [String]

    init() throws {
        rows = try String(contentsOfFile: PackageFiles.root + "/docs/threat-model.md", encoding: .utf8)
            .split(separator: "\n").map(String.init)
            .filter { $0.hasPrefix("|") && !$0.hasPrefix("|---") && !$0.hasPrefix("| Threat ") }
    }

    @Test func `every defence names a test that exists`() throws {
        let tests = try Self.tests()
        #expect(rows.count > 20)
        for row in rows {
            let named = row.split(separator: "|").last?.wholeMatch(of: /\s*`([^`]+)`\s*/).map { String($0.output.1) }
            #expect(named.map(tests.contains) == true, "\(row)")
        }
    }

    /// The names of all tests.
    private static func tests() throws -> Set<String> {
        let root = PackageFiles.root + "/Tests"
        let files = try #require(FileManager.default.enumerator(atPath: root)).compactMap { $0 as? String }
        return Set(
            try files.filter { $0.hasSuffix(".swift") }.flatMap { file in
                try String(contentsOfFile: root + "/" + file, encoding: .utf8).matches(of: /func `([^`]+)`/)
                    .map { String($0.output.1) }
            })
    }
}

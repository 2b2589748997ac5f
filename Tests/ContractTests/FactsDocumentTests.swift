import Foundation
import TestSupport
import Testing

/// `docs/flowserv.md` and the tests of the contract name each other.
struct FactsDocumentTests {
    /// What stands in backticks in the last column of the tables.
    private let named: Set<String>
    /// The names of the tests in the files of the contract.
    private let written: Set<String>

    init() throws {
        let text = try String(contentsOfFile: PackageFiles.root + "/docs/flowserv.md", encoding: .utf8)
        named = Set(
            text.split(separator: "\n").filter { $0.hasPrefix("|") }
                .compactMap { $0.split(separator: "|").last?.wholeMatch(of: /\s*`([^`]+)`\s*/) }
                .map { String($0.output.1) })
        let directory = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        written = Set(
            try FileManager.default.contentsOfDirectory(at: directory, includingPropertiesForKeys: nil)
                .filter { $0.lastPathComponent.hasSuffix("Contract.swift") }
                .flatMap { try String(contentsOf: $0, encoding: .utf8).matches(of: /func `([^`]+)`/) }
                .map { String($0.output.1) })
    }

    @Test func `every test that the document names exists`() {
        #expect(!named.isEmpty)
        #expect(named.subtracting(written).sorted() == [])
    }

    @Test func `every test of the contract is named in the document`() {
        #expect(!written.isEmpty)
        #expect(written.subtracting(named).sorted() == [])
    }

    @Test func `every fact in the document has a test`() throws {
        let text = try String(contentsOfFile: PackageFiles.root + "/docs/flowserv.md", encoding: .utf8)
        let facts = text.split(separator: "\n").filter {
            $0.hasPrefix("|") && !$0.hasPrefix("| Fact ") && !$0.hasPrefix("|---")
        }
        #expect(facts.count == named.count)
    }
}

import Foundation
import TestSupport
import Testing

/// Whatever Python's csv module writes and itself reads back, `check` reads back the same.
struct PythonCSVTests {
    /// What the script expects of each file: its rows, each with its values by header.
    private typealias Expected = [String: [[String: String]]]

    private struct Document: Decodable {
        let entries: [Entry]
        let problems: [[String: Value]]

        struct Entry: Decodable {
            let username: String
            let file: String
            let fields: [String: String]
        }

        /// A text or a number, for messages only.
        enum Value: Decodable {
            case text(String), number(Int)

            init(from decoder: any Decoder) throws {
                let container = try decoder.singleValueContainer()
                self = try (try? .number(container.decode(Int.self))) ?? .text(container.decode(String.self))
            }
        }
    }

    /// Strings with canonically equivalent spellings are equal in Swift, and would not do here.
    private struct Exactly: Hashable {
        let bytes: [UInt8]
        init(_ text: String) { bytes = Array(text.utf8) }
    }

    private func exact(_ row: [String: String]) -> [Exactly: Exactly] {
        Dictionary(row.map { (Exactly($0), Exactly($1)) }, uniquingKeysWith: { first, _ in first })
    }

    @Test(arguments: [",", ";", "\t", "|", "found"], 1...(Soak.isOn ? 40 : 1))
    func `random files of every dialect read the same`(delimiter: String, seed: Int) async throws {
        let home = try TemporaryDirectory()
        let script = PackageFiles.root + "/Tests/python/write_csv.py"
        let python = try PackageFiles.python(.server, "python3")
        try await Program(python, [script, home.path, "\(seed)", "100", delimiter]).run().expect(0)
        let expected = try JSONDecoder().decode(
            Expected.self, from: Data(contentsOf: URL(fileURLWithPath: home.file("expected.json"))))
        #expect(expected.count > 60, "too few files were left to compare")
        let files = expected.keys.filter { expected[$0]?.isEmpty == false }.sorted()
        let flags = delimiter == "found" ? [] : ["--delimiter", delimiter]
        // No column but the username's is taken for a field: states and dates have words of their own.
        let check = try await Program(
            try PackageFiles.program("rollcall"), ["check", "--format", "json"] + flags + files
        ).run()
        let document = try check.decoded(as: Document.self)
        #expect(document.problems.isEmpty, "\(document.problems)")
        check.expect(0)
        let entries = Dictionary(grouping: document.entries, by: \.file)
        for file in files {
            let rows = entries[file, default: []].map { exact($0.fields) }
            #expect(rows == expected[file]?.map(exact), "\(file), seed \(seed)")
        }
    }
}

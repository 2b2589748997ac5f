import Foundation
import TestSupport
import Testing

/// Whatever Python's csv module writes and itself reads back, rollcall reads the same; and a text that nobody has written
/// reads as Python and DuckDB read it with strict rules.
struct PythonCSVTests {
    /// What the script expects of each file: its rows, each with its values by header.
    private typealias Expected = [String: [[String: String]]]

    /// What strict readers make of each file, nil when they refuse it.
    private struct Strict: Decodable {
        let python: [[String: String]]?
        let duckdb: [[String: String]]?
    }

    private static let dialects = [",", ";", "\t", "|", "found"]

    private func flags(_ delimiter: String) -> [String] {
        delimiter == "found" ? [] : ["--delimiter", delimiter]
    }

    @Test func `random files of every dialect read the same`() async throws {
        let comparison = Comparison("CSV with Python's csv")
        for delimiter in Self.dialects {
            let oracle = try await PythonOracle("write_csv.py", Soak.isOn ? "3000" : "100", delimiter)
            let expected = try oracle.expected(as: Expected.self)
            #expect(expected.count > 60, "too few files were left to compare")
            let files = expected.keys.sorted()
            // No column but the username's and the password's is taken for a field: states and dates have words of their own.
            let document = try await CheckDocument(files, flags: flags(delimiter))
            #expect(document.problems.isEmpty, "\(document.problems.prefix(5))")
            let entries = document.byFile
            for file in files {
                let rows = entries[file, default: []].map(\.fields.exact)
                let other = expected[file, default: []].map { $0.filter { $0.key != "password" }.exact }
                comparison.add(file, rows, other)
            }
        }
        #expect(comparison.finish() == 0)
    }

    @Test(arguments: Soak.isOn ? dialects : ["found"])
    func `every password arrives as Python reads it`(delimiter: String) async throws {
        let oracle = try await PythonOracle("write_csv.py", Soak.isOn ? "500" : "100", delimiter)
        let expected = try oracle.expected(as: Expected.self)
        let passwords = expected.values.joined().reduce(into: [Exactly: Exactly]()) { passwords, row in
            if let name = row["username"], let password = row["password"] {
                passwords[Exactly(name)] = Exactly(password)
            }
        }
        let received = try await ReceivedPasswords.ofApplying(expected.keys.sorted(), flags: flags(delimiter))
        let comparison = Comparison("CSV passwords at the server with Python's csv")
        comparison.add(
            "the server, delimiter \(delimiter)", passwords.keys.map { received[$0] },
            passwords.keys.map { passwords[$0] })
        #expect(comparison.finish() == 0)
        #expect(received.count == passwords.count && passwords.count > 50)
    }

    private static let doubts: Set<String> = ["null-word", "decorated-value", "damaged-value"]

    @Test func `texts that nobody has written read as strict readers read them, or are refused by both`() async throws
    {
        let oracle = try await PythonOracle("write_csv_text.py", Soak.isOn ? "10000" : "800")
        let expected = try oracle.expected(as: [String: Strict].self)
        let files = expected.keys.sorted()
        let document = try await CheckDocument(files)
        let (entries, problems) = (document.byFile, document.problemsByFile)
        let verdicts = Comparison("CSV texts refused, with Python's csv, strict")
        let python = Comparison("CSV texts with Python's csv, strict")
        let duckdb = Comparison("CSV texts with DuckDB, strict")
        for file in files {
            let isRead = problems[file] == nil
            // What stands in a name's place is a rule of ours and not a question of reading.
            if let codes = problems[file]?.map(\.code), Self.doubts.isSuperset(of: codes) { continue }
            verdicts.add(file, [isRead], [expected[file]?.python != nil])
            let rows = entries[file, default: []].map(\.fields.exact)
            guard isRead else { continue }
            if let other = expected[file]?.python { python.add(file, rows, other.map(\.exact)) }
            if let other = expected[file]?.duckdb { duckdb.add(file, rows, other.map(\.exact)) }
        }
        #expect(verdicts.finish() + python.finish() + duckdb.finish() == 0)
        // An unclosed quote may hide rows; these three are what strict readers complain about as well.
        let codes = Set(document.problems.map(\.code)).subtracting(Self.doubts)
        #expect(codes.isSubset(of: ["text-after-quote", "unclosed-quote", "field-count"]), "\(codes)")
    }

    @Test func `files in twenty encodings read as Python's codecs decode them`() async throws {
        let oracle = try await PythonOracle("write_encodings.py", Soak.isOn ? "100" : "6")
        let expected = try oracle.expected(as: [String: Expected].self)
        #expect(expected.count >= 20)
        let comparison = Comparison("Encodings with Python's codecs")
        for (name, files) in expected.sorted(by: { $0.key < $1.key }) {
            let document = try await CheckDocument(files.keys.sorted(), flags: ["--encoding", name])
            let entries = document.byFile
            #expect(document.problems.isEmpty, "\(name): \(document.problems.prefix(3))")
            for (file, rows) in files {
                comparison.add("\(name): \(file)", entries[file, default: []].map(\.fields.exact), rows.map(\.exact))
            }
        }
        #expect(comparison.finish() == 0)
    }
}

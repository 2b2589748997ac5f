import Foundation
import TestSupport
import Testing

/// Every value of an XML roster is the one that Python's expat reads, however it is spelled.
struct PythonXMLTests {
    /// What expat reads of each file: its users, each with its fields by name.
    private typealias Expected = [String: [[String: String]]]

    private struct Document: Decodable {
        let entries: [Entry]

        struct Entry: Decodable {
            let file: String
            let fields: [String: String]
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

    @Test(arguments: 1...(Soak.isOn ? 40 : 4))
    func `references, sections, comments and instructions read as expat reads them`(seed: Int) async throws {
        let home = try TemporaryDirectory()
        let script = PackageFiles.root + "/Tests/python/write_xml.py"
        try await Program(try PackageFiles.python(.server, "python3"), [script, home.path, "\(seed)", "100"]).run()
            .expect(0)
        let expected = try JSONDecoder().decode(
            Expected.self, from: Data(contentsOf: URL(fileURLWithPath: home.file("expected.json"))))
        let files = expected.keys.sorted()
        let check = try await Program(
            try PackageFiles.program("rollcall"), ["check", "--format", "json"] + files
        ).run()
        check.expect(0)
        let document = try check.decoded(as: Document.self)
        let entries = Dictionary(grouping: document.entries, by: \.file)
        for file in files {
            let rows = entries[file, default: []].map { exact($0.fields) }
            let isEqual = rows == expected[file]?.map(exact)
            #expect(isEqual, "\(file), seed \(seed): \(entries[file, default: []].map(\.fields))")
        }
    }

    /// expat reads these as `research&dev` with `salt&pepper-9`, and `q&a` with `x1&y2<z3`.
    @Test func `whoever has an ampersand in the password can log in`() async throws {
        try await Command.onSandbox { rollcall, _ in
            let roster = try rollcall.home.write(
                """
                <users>
                  <user username="research&amp;dev" password="salt&amp;pepper-9"/>
                  <user username="q&#38;a" password="x1&#x26;y2&lt;z3"/>
                </users>
                """, to: "team.xml")
            try await rollcall("apply", "--yes", "--settle", "1", roster).expect(0)
            for (name, password) in [("research&dev", "salt&pepper-9"), ("q&a", "x1&y2<z3")] {
                try await rollcall("user", "login", name, "--password-file", "-", input: password + "\n").expect(0)
            }
        }
    }
}

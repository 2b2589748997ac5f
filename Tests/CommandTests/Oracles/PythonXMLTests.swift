import Foundation
import TestSupport
import Testing

/// Every value of an XML roster is the one that Python's expat reads, however it is spelled.
struct PythonXMLTests {
    /// What expat reads of each file: its users, each with its fields by name.
    private typealias Expected = [String: [[String: String]]]

    @Test func `every field reads as expat reads it`() async throws {
        let oracle = try await PythonOracle("write_xml.py", Soak.isOn ? "5000" : "400")
        let expected = try oracle.expected(as: Expected.self)
        let files = expected.keys.sorted()
        let entries = try await CheckDocument(files).byFile
        let comparison = Comparison("XML with expat")
        for file in files {
            let rows = entries[file, default: []].map(\.fields.exact)
            let other = expected[file, default: []].map { $0.filter { $0.key != "password" }.exact }
            comparison.add(file, rows, other)
        }
        #expect(comparison.finish() == 0)
    }

    @Test func `every password arrives as expat reads it`() async throws {
        let oracle = try await PythonOracle("write_xml.py", Soak.isOn ? "1000" : "100")
        let users = try oracle.expected(as: Expected.self).values.joined()
        let expected = users.reduce(into: [Exactly: Exactly]()) { passwords, user in
            if let name = user["username"], let password = user["password"] {
                passwords[Exactly(name)] = Exactly(password)
            }
        }
        let files = try oracle.expected(as: Expected.self).keys.sorted()
        let received = try await ReceivedPasswords.ofApplying(files)
        let comparison = Comparison("XML passwords at the server with expat")
        comparison.add("the server", expected.keys.map { received[$0] }, expected.keys.map { expected[$0] })
        #expect(comparison.finish() == 0)
        #expect(received.count == expected.count && expected.count > 50)
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

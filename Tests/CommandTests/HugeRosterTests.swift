import Foundation
import TestSupport
import Testing

/// Files that are made to exhaust a reader, or are just very large: they end in order, and in little memory.
///
/// What is compared is memory and how much was read, never time.
struct HugeRosterTests {
    private static let gigabyte = 1_000_000_000
    private static let megabyte = 1 << 20

    /// What feed.py tells.
    private struct Ending: Decodable {
        let code: Int
        let peak: Int
        let taken: Int
        let output: String
    }

    private func check(_ shape: String, _ size: Int, _ more: String...) async throws -> Ending {
        let script = PackageFiles.root + "/Tests/python/feed.py"
        let rollcall = [try PackageFiles.program("rollcall"), "check", "-"] + more
        let feed = try await Program(
            try PackageFiles.python(.server, "python3"), [script, shape, "\(size)"] + rollcall
        ).run()
        feed.expect(0)
        return try feed.decoded(as: Ending.self)
    }

    @Test(arguments: [
        ("quoted-field", "record-too-long"), ("unquoted-field", "record-too-long"), ("header", "record-too-long"),
        ("fields", "record-too-long"), ("header-fields", "record-too-long"), ("blank", "record-too-long"),
        ("zeros", "nul-character"), ("bad-bytes", "invalid-byte"), ("xml-depth", "xml-limit"),
        ("xml-text", "xml-limit"), ("xml-attribute", nil), ("xml-attributes", nil), ("xml-comment", nil),
        ("xml-declarations", nil),
    ])
    func `a gigabyte that is no roster is given up early, in little memory`(shape: String, code: String?) async throws
    {
        let ending = try await check(shape, Self.gigabyte, "--format", "csv")
        #expect(ending.code == 4, "\(ending.output)")
        if let code { #expect(ending.output.contains(",\(code),"), "\(ending.output)") }
        #expect(ending.peak < 128 * Self.megabyte, "\(ending.peak >> 20) MB")
        #expect(ending.taken < 64 * Self.megabyte, "\(ending.taken >> 20) MB")
    }

    @Test func `the memory of a check does not grow with the rows`() async throws {
        let small = try await check("rows", 20_000)
        let large = try await check("rows", Soak.isOn ? 1_000_000 : 400_000)
        for ending in [small, large] { #expect(ending.code == 0, "\(ending.output)") }
        #expect(large.output.contains("No problems."))
        #expect(large.peak < small.peak + 16 * Self.megabyte, "\(small.peak >> 20) MB, then \(large.peak >> 20) MB")
    }

    @Test func `ten thousand problems take no more room than fifty`() async throws {
        let rollcall = try Command(server: "http://127.0.0.1:1")
        try rollcall.home.write(
            "username,state\nann,pending\n" + String(repeating: "ann,\n", count: 9_999), to: "team.csv")
        let ending = try await rollcall("check", "team.csv")
        ending.expect(4)
        #expect(ending.output.split(separator: "\n").count == 2 + 50 + 2)
        #expect(ending.output.contains("\n… and 9,950 more; to see them, type: rollcall check --all ROSTER\n"))
        #expect(ending.output.hasSuffix("\n10,000 problems: 10,000 duplicate-username.\n"))
    }

    @Test(arguments: [
        "<!ENTITY a0 'x'>"
            + (1...20).map { "<!ENTITY a\($0) '\(String(repeating: "&a\($0 - 1);", count: 10))'>" }.joined(),
        "<!ENTITY a20 SYSTEM 'file:///etc/hostname'>", "<!ENTITY % p SYSTEM 'http://127.0.0.1:9/x.dtd'> %p;",
    ])
    func `an entity is refused before anything is made of it`(declarations: String) async throws {
        let rollcall = try Command(server: "http://127.0.0.1:1")
        try rollcall.home.write(
            "<!DOCTYPE users [\(declarations)]><users><user username='&a20;'/></users>", to: "team.xml")
        let ending = try await rollcall("check", "team.xml", "--format", "csv")
        ending.expect(4)
        #expect(ending.output.contains("team.xml,1,"))
        #expect(ending.output.contains(",refused-declaration,"))
    }
}

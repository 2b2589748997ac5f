import Foundation
import TestSupport
import Testing

/// What programs read of a check.
struct CheckFormatTests {
    private func check(_ roster: String, as name: String = "team.csv", _ format: String) async throws
        -> Program.Ending
    {
        let rollcall = try Command(server: "http://127.0.0.1:1")
        try rollcall.home.write(roster, to: name)
        return try await rollcall("check", name, "--format", format)
    }

    private static let broken = "username,state\nann,perhaps\n\"a{0}b\u{1}\",\ndora,\ndora,pending\nx,1,2\n"

    @Test func `SARIF has what its schema requires`() async throws {
        let ending = try await check(Self.broken, "sarif")
        ending.expect(4)
        let log = try ending.decoded(as: SARIFDocument.self)
        #expect(log.version == "2.1.0")
        #expect(log.schema.hasSuffix("sarif-2.1.0.json"))
        let run = try #require(log.runs.first)
        #expect(log.runs.count == 1)
        #expect(run.tool.driver.name == "rollcall")
        #expect(run.columnKind == "unicodeCodePoints")
        #expect(run.invocations.map(\.executionSuccessful) == [true])
        let rules = run.tool.driver.rules.map(\.id)
        #expect(Set(rules).count == rules.count)
        #expect(run.tool.driver.rules.allSatisfy { $0.shortDescription.text.hasSuffix(".") })
        #expect(
            run.results.map(\.ruleId) == [
                "unknown-state", "control-character", "duplicate-username", "duplicate-username", "field-count",
            ])
        for result in run.results {
            #expect(rules.contains(result.ruleId))
            #expect(result.level == "error")
            #expect(result.locations.map(\.physicalLocation.artifactLocation.uri) == ["team.csv"])
            #expect(result.locations.allSatisfy { $0.physicalLocation.region.startColumn > 0 })
        }
        #expect(run.results.map(\.locations[0].physicalLocation.region.startLine) == [2, 3, 4, 5, 6])
        #expect(run.results[2].relatedLocations?.map(\.physicalLocation.region.startLine) == [5])
    }

    @Test func `a brace is two braces in SARIF's messages`() async throws {
        let log = try await check(Self.broken, "sarif").decoded(as: SARIFDocument.self)
        #expect(log.runs[0].results[1].message.text.hasPrefix("\"a{{0}}b\\u{{1}}\""))
    }

    @Test(arguments: [
        ("ros ter;1.csv", "ros%20ter%3B1.csv"), ("wähle.csv", "w%C3%A4hle.csv"), ("a%b.csv", "a%25b.csv"),
    ])
    func `a path is a URI in SARIF`(name: String, uri: String) async throws {
        let log = try await check(Self.broken, as: name, "sarif").decoded(as: SARIFDocument.self)
        #expect(log.runs[0].results[0].locations[0].physicalLocation.artifactLocation.uri == uri)
    }

    @Test func `no cell of the CSV is a formula`() async throws {
        let names = ["=1+1", "+1", "-1", "@x", "\"a \"\"b\"\"\"", "plain"]
        let ending = try await check("username,state\n" + names.map { "\($0),?\n" }.joined(), "csv")
        ending.expect(4)
        // A formula is no name either, which is another problem of its row.
        let rows = ending.output.split(separator: "\n").filter { $0.contains("unknown-state") }
        let starts = ["'=1+1", "'+1", "'-1", "'@x", "\"a \"\"b\"\"\"", "plain"]
        #expect(rows.count == starts.count)
        for (row, start) in zip(rows, starts) { #expect(row.contains("unknown-state,\(start),"), "\(row)") }
    }

    @Test func `what is for programs has every problem`() async throws {
        let rows = (1...2_500).map { "user\($0),?\n" }.joined()
        let csv = try await check("username,state\n" + rows, "csv")
        csv.expect(4)
        #expect(csv.output.split(separator: "\n").count == 2_501)
        #expect(csv.errors == "")
        let sarif = try await check("username,state\n" + rows, "sarif").decoded(as: SARIFDocument.self)
        #expect(sarif.runs[0].results.count == 2_500)
        #expect(sarif.runs[0].invocations[0].toolExecutionNotifications == nil)
    }

    @Test func `beyond a hundred thousand problems the rest is counted`() async throws {
        let roster = "username,wave\n" + String(repeating: ",1\n", count: 100_007)
        let csv = try await check(roster, "csv")
        csv.expect(4)
        #expect(csv.output.split(separator: "\n").count == 100_001)
        #expect(csv.errors.hasPrefix("7 more problems "))
        let text = try await check(roster, "text")
        #expect(text.output.replacing(",", with: "").hasSuffix("100007 problems: 100007 missing-username.\n"))
        let sarif = try await check(roster, "sarif").decoded(as: SARIFDocument.self)
        let notes = sarif.runs[0].invocations[0].toolExecutionNotifications
        #expect(notes?.map(\.message.text) == ["7 more problems are counted, but not listed."])
    }
}

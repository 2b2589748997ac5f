import FlowServ
import Foundation
import Sandbox
import TestSupport
import Testing

#if canImport(FoundationXML)
    import FoundationXML
#endif

/// The report that a build server reads.
struct JUnitTests {
    /// What the document says to a program that knows JUnit.
    private final class Suite: NSObject, XMLParserDelegate {
        var attributes: [String: String] = [:]
        var elements: [String: [[String: String]]] = [:]

        func parser(
            _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
            attributes: [String: String]
        ) {
            elements[name, default: []].append(attributes)
        }
    }

    private func read(_ xml: String) -> Suite {
        let suite = Suite()
        let parser = XMLParser(data: Data(xml.utf8))
        parser.delegate = suite
        #expect(parser.parse())
        return suite
    }

    private func lint(_ rollcall: Command) async throws {
        try await Program("/usr/bin/xmllint", ["--noout", rollcall.home.file("report.xml")]).run().expect(0)
    }

    @Test func `the counts add up, and a failure names its row`() async throws {
        try await Command.onSandbox { rollcall, sandbox in
            try await TroubledServer.prepare(rollcall, sandbox)
            try await rollcall.run(TroubledServer.apply + ["--report", "report.xml"]).expect(3)
            try await lint(rollcall)
            let suite = read(try rollcall.home.read("report.xml"))
            let numbers = try #require(suite.elements["testsuite"]?.first)
            #expect(numbers["tests"] == "6")
            for (attribute, element) in [
                ("tests", "testcase"), ("failures", "failure"), ("errors", "error"), ("skipped", "skipped"),
            ] {
                #expect(numbers[attribute] == String(suite.elements[element]?.count ?? 0))
            }
            let messages = (suite.elements["failure"] ?? []).compactMap { $0["message"] }
            #expect(messages == ["team.csv:6: duplicate user 'erik'", "team.csv:7: weak password"])
            #expect(suite.elements["testcase"]?.allSatisfy { $0["classname"] == "team.csv" } == true)
        }
    }

    @Test func `what was decided not to do is skipped`() async throws {
        try await Command.onSandbox { rollcall, sandbox in
            await sandbox.inject(Fault(.register, username: "user1", times: nil, .statusBefore(400, message: "no")))
            try rollcall.home.write(People(4).csv(), to: "team.csv")
            let stopped = try await rollcall(
                "apply", "team.csv", "--yes", "--concurrency", "1", "--max-failures", "0")
            stopped.expect(3)
            try rollcall.home.write("username,password\nuser2,secret of 2\n", to: "team.csv")
            try await rollcall("resume", "--report", "report.xml").expect(3)
            try await lint(rollcall)
            let suite = read(try rollcall.home.read("report.xml"))
            #expect(suite.elements["testsuite"]?.first?["skipped"] == "2")
            #expect(suite.elements["skipped"]?.count == 2)
        }
    }

    @Test func `hostile names and messages are text`() async throws {
        try await Command.onSandbox { rollcall, sandbox in
            await sandbox.inject(
                Fault(.register, username: "a]]>z", .statusBefore(400, message: "<b>\u{1}\u{FFFF}&\"]]></b>")))
            let names = ["a]]>z", "a\"/><failure/>z", "a&ltz", "x'y", "é<x>y"]
            let rows = names.map { "\"\($0.replacing("\"", with: "\"\""))\",secret\n" }
            try rollcall.home.write("username,password\n" + rows.joined(), to: "team.csv")
            try await rollcall("apply", "team.csv", "--yes", "--report", "report.xml").expect(3)
            try await lint(rollcall)
            let suite = read(try rollcall.home.read("report.xml"))
            #expect(Set((suite.elements["testcase"] ?? []).compactMap { $0["name"] }) == Set(names))
            let message = try #require(suite.elements["failure"]?.first?["message"])
            #expect(message == "team.csv:2: <b>\\u{1}\\u{FFFF}&\"]]></b>")
        }
    }
}

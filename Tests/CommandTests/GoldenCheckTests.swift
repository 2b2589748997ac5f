import TestSupport
import Testing

/// What `check` says about rosters.
struct GoldenCheckTests {
    private static let valid = """
        Login;Passwort;Status;Activate on;wave;password
        ann;;active;;1;secret
        bob;;pending;;2;
        carl;;;2026-04-01;2;secret

        """

    private static let broken = """
        username,password,state,activate_on
        ann,secret,activ,
        ann,secret,pending,
        ,secret,active,
        bob, secret ,active,
        carl,secret,active,31.12.2026
        dora,secret,active
        "e\u{7}rik",secret,active,

        """

    private func check(_ roster: String, _ more: String...) async throws -> (code: Int32?, output: String) {
        let rollcall = try Command(server: "http://127.0.0.1:1")
        try rollcall.home.write(roster, to: "team.csv")
        let ending = try await rollcall.run(["check", "team.csv"] + more)
        #expect(ending.errors == "")
        return (ending.code, ending.output)
    }

    @Test func `a valid roster`() async throws {
        let text = try await check(Self.valid)
        #expect(text.code == 0)
        try Golden.expect(text.output, is: "check.txt")
        let json = try await check(Self.valid, "--format", "json")
        #expect(json.code == 0)
        try Golden.expect(json.output, is: "check.json")
    }

    @Test(arguments: [("text", "txt"), ("json", "json"), ("csv", "csv"), ("sarif", "sarif")])
    func `a roster with many problems`(format: String, name: String) async throws {
        let ending = try await check(Self.broken, "--format", format)
        #expect(ending.code == 4)
        try Golden.expect(ending.output, is: "check-problems.\(name)")
    }

    @Test func `a roster without problems has none to list`() async throws {
        let csv = try await check(Self.valid, "--format", "csv")
        #expect(csv.code == 0)
        #expect(csv.output == "file,line,column,code,username,message\n")
        let sarif = try await check(Self.valid, "--format", "sarif")
        #expect(sarif.code == 0)
        #expect(sarif.output.contains("\"results\": [\n    ]\n"))
    }

    @Test func `the rows that --where chooses`() async throws {
        let text = try await check(Self.valid, "--where", "wave=2")
        #expect(text.code == 0)
        try Golden.expect(text.output, is: "check-where.txt")
        let json = try await check(Self.valid, "--where", "wave=2", "--format", "json")
        #expect(json.code == 0)
        try Golden.expect(json.output, is: "check-where.json")
    }

    @Test func `more problems than anybody reads are folded`() async throws {
        let rows = (1...60).map { "user\($0),perhaps\n" } + ["user1,\n"]
        let folded = try await check("username,state\n" + rows.joined())
        #expect(folded.code == 4)
        try Golden.expect(folded.output, is: "check-folded.txt")
        let all = try await check("username,state\n" + rows.joined(), "--all")
        #expect(all.code == 4)
        #expect(all.output.split(separator: "\n").count == 2 + 62 + 1)
        #expect(!all.output.contains("more"))
    }
}

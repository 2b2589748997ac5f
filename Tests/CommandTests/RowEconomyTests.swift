import Foundation
import TestSupport
import Testing

/// What a row costs, counted by valgrind and not timed.
struct RowEconomyTests {
    /// How often a check of so many rows allocates memory.
    private func allocations(_ rows: Int, _ program: String, _ home: TemporaryDirectory) async throws -> Int {
        let text = (1...rows).map { "user\($0)@example.org,secret \($0),Given,Family,\($0 % 12)\n" }.joined()
        try home.write("username,password,given name,family name,wave\n" + text, to: "team.csv")
        let ending = try await Program(
            "/usr/bin/valgrind",
            ["--tool=memcheck", "--leak-check=no", "--undef-value-errors=no", program, "check", "team.csv"],
            environment: ["HOME": home.path], directory: home.path
        ).run()
        ending.expect(0)
        let usage = /total heap usage: ([\d,]+) allocs/
        let count = try #require(ending.errors.firstMatch(of: usage), "\(ending.errors)").output.1
        return try #require(Int(count.replacing(",", with: "")))
    }

    /// An optimized build allocates for a third of the rows, the one that is tested some ten times for each: a text or an
    /// array that is made anew for every row or field shows in both.
    @Test func `a row costs few allocations`() async throws {
        let home = try TemporaryDirectory()
        // valgrind cannot read the debugging information of every compiler.
        let program = home.file("rollcall")
        let strip = try await Program("/usr/bin/strip", ["-o", program, try PackageFiles.program("rollcall")]).run()
        strip.expect(0)
        let (few, many) = (try await allocations(1_000, program, home), try await allocations(11_000, program, home))
        let each = Double(many - few) / 10_000
        print("\(each) allocations a row")
        #expect(each > 0 && each <= 12)
    }
}

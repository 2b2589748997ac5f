import FlowServ
import Sandbox
import TestSupport
import Testing

/// Numbers that are too large, too small or no numbers: refused before anything begins.
struct RangeTests {
    @Test(arguments: [
        ["--rate", "1e-300"], ["--rate", "0"], ["--rate", "nan"], ["--rate", "inf"], ["--rate", "1e300"],
        ["--rate", "0x1p-1070"], ["--timeout", "0"], ["--timeout", "9223372036854775807"], ["--timeout=-1"],
        ["--settle", "9223372036854775807"], ["--settle=-1"], ["--concurrency", "0"],
        ["--concurrency", "9223372036854775807"], ["--canary", "0"], ["--canary=-9223372036854775808"],
        ["--max-failures", "1e300%"], ["--max-failures", "nan%"], ["--max-failures", "99999999999999999999"],
        ["--max-changes", "inf%"], ["--max-changes", "-1"], ["--password-length", "9223372036854775807"],
        ["--password-length", "0"], ["--as-of", "99999-01-01"], ["--as-of", "2026-02-30"],
        ["--shard", "0/0"], ["--shard", "9223372036854775807/9223372036854775807"], ["--shard=-1/2"],
        ["--shard", "1/99999999999999999999"],
    ])
    func `a number that cannot be meant is refused before anything is sent`(arguments: [String]) async throws {
        try await Command.onSandbox { rollcall, sandbox in
            try rollcall.home.write(People(3).csv(), to: "team.csv")
            let ending = try await rollcall.run(["apply", "team.csv", "--yes"] + arguments)
            ending.expect(64)
            #expect(await sandbox.callCounts().isEmpty)
        }
    }

    @Test(arguments: [
        ["--rate", "1000000"], ["--rate", "500.5/s"], ["--timeout", "86400"], ["--settle", "604800"],
        ["--canary", "9223372036854775807"], ["--max-failures", "9223372036854775807"],
        ["--max-changes", "9223372036854775807"], ["--shard", "0/9223372036854775807"],
        ["--as-of", "9999-12-31"], ["--as-of", "0000-01-01"],
    ])
    func `the largest and the smallest ones do no harm`(arguments: [String]) async throws {
        try await Command.onSandbox { rollcall, sandbox in
            try rollcall.home.write(People(3).csv(), to: "team.csv")
            try await rollcall.run(["apply", "team.csv", "--yes"] + arguments).expect(0)
        }
    }

    @Test(arguments: [["--credentials", "|"], ["--credentials", "-"], ["--reset-url", "https://example.org/"]])
    func `what makes no sense is refused in a dry run, too`(arguments: [String]) async throws {
        try await Command.onSandbox { rollcall, _ in
            try rollcall.home.write(People(3).csv(), to: "team.csv")
            try await rollcall.run(["apply", "team.csv", "--dry-run"] + arguments).expect(64)
        }
    }

    @Test(arguments: ["99999999999999999999d", "-1d", "d", "nan"])
    func `an age that cannot be meant forgets no run`(age: String) async throws {
        try await Command.onSandbox { rollcall, _ in
            try rollcall.home.write(People(3).csv(), to: "team.csv")
            try await rollcall("apply", "team.csv", "--yes").expect(0)
            try await rollcall("runs", "--prune=\(age)").expect(64)
        }
    }

    @Test(arguments: [
        "99999999999999999999999999", "Sun, 06 Nov 999999999999999999999 08:49:37 GMT",
        "Sun, 06 Nov 0000 08:49:37 GMT", "-5", "1e400", "nan",
    ])
    func `whatever wait a server asks for, the run lives`(retryAfter: String) async throws {
        try await Command.onSandbox { rollcall, sandbox in
            try rollcall.home.write(People(3).csv(), to: "team.csv")
            await sandbox.inject(Fault(.register, nth: 2, .statusBefore(429, retryAfter: retryAfter)))
            let ending = try await rollcall("apply", "team.csv", "--yes", "--concurrency", "1")
            #expect(ending.code == 0 || ending.code == 5, "\(ending.status)\n\(ending.errors)")
        }
    }

    @Test func `a name of many megabytes is a problem, and no crash`() async throws {
        try await Command.onSandbox { rollcall, _ in
            let name = String(repeating: "x", count: 17 << 20)
            try rollcall.home.write("username,password\n\(name),secret\n", to: "team.csv")
            try await rollcall("check", "team.csv").expect(4)
            try rollcall.home.write("<users><user><username>\(name)</username></user></users>", to: "team.xml")
            try await rollcall("check", "team.xml").expect(4)
        }
    }
}

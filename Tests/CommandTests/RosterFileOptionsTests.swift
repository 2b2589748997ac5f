import Foundation
import TestSupport
import Testing

/// How the command line says in what a roster is written, and what comes of it.
struct RosterReadingTests {
    private let rollcall: Command

    init() throws {
        rollcall = try Command(server: "http://127.0.0.1:1")
    }

    @Test func `a roster in another encoding is read with --encoding`() async throws {
        try rollcall.home.write("username;note\r\nJörg;x\r\n", to: "team.csv", encoding: .windowsCP1252)
        let refused = try await rollcall.run(["check", "team.csv"])
        #expect(refused.code == 4)
        #expect(refused.output.contains("team.csv:2:2: "))
        for fact in ["0xF6", "UTF-8", "--encoding"] { #expect(refused.output.contains(fact)) }
        let read = try await rollcall.run(["check", "team.csv", "--encoding", "windows-1252", "--format", "json"])
        #expect(read.code == 0)
        #expect(read.output.contains("\"Jörg\""))
    }

    @Test func `an encoding that nobody knows is a mistake in the call`() async throws {
        try rollcall.home.write("username\nann\n", to: "team.csv")
        let ending = try await rollcall.run(["check", "team.csv", "--encoding", "klingon"])
        #expect(ending.code == 64)
        #expect(ending.errors.contains("\"klingon\""))
        #expect(ending.errors.contains("iconv --list"))
    }

    @Test func `an empty header leaves a field out`() async throws {
        try rollcall.home.write("username,status\nann,full-time\n", to: "team.csv")
        #expect(try await rollcall.run(["check", "team.csv"]).code == 4)
        #expect(try await rollcall.run(["check", "team.csv", "--column", "state="]).code == 0)
    }

    @Test func `check says which header it took, and who is not wanted`() async throws {
        try rollcall.home.write(
            "email,login,status\na@example.org,ann,ACTIVE\nb@example.org,bob,DEPROVISIONED\n", to: "x.csv")
        let ending = try await rollcall.run(["check", "x.csv"])
        #expect(ending.code == 0)
        #expect(
            ending.output.hasPrefix(
                "x.csv: 1 row, 1 more not wanted; username from \"login\" (not \"email\"), state from \"status\"\n"))
    }
}

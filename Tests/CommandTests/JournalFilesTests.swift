import Foundation
import Sandbox
import TestSupport
import Testing

/// The journal's files are ours alone, or nothing is sent.
struct JournalFilesTests {
    private func onSandbox(_ body: (Command, SandboxBackend, _ state: String) async throws -> Void) async throws {
        try await Command.onSandbox { rollcall, sandbox in
            try rollcall.home.write("username,password\nann,secret\n", to: "team.csv")
            try await body(rollcall, sandbox, rollcall.home.file(".local/state/rollcall"))
        }
    }

    @Test func `the directory that is made for the journal is its owner's only`() async throws {
        try await onSandbox { rollcall, _, state in
            try await rollcall("apply", "team.csv", "--yes").expect(0)
            let attributes = try FileManager.default.attributesOfItem(atPath: state)
            #expect(attributes[.posixPermissions] as? Int == 0o700)
        }
    }

    @Test(arguments: ["journal.sqlite", "journal.sqlite-wal", "journal.sqlite.lock"])
    func `a symbolic link in the place of the journal's files is refused, and nothing is sent`(
        name: String
    ) async throws {
        try await onSandbox { rollcall, sandbox, state in
            try FileManager.default.createDirectory(atPath: state, withIntermediateDirectories: true)
            let target = try rollcall.home.write("somebody's", to: "target")
            try FileManager.default.createSymbolicLink(atPath: state + "/" + name, withDestinationPath: target)
            let applied = try await rollcall("apply", "team.csv", "--yes")
            applied.expect(1)
            #expect(applied.errors.contains("\(name) cannot be opened: it is a symbolic link"), "\(applied.errors)")
            #expect(try rollcall.home.read("target") == "somebody's")
            #expect(await sandbox.callCounts().isEmpty)
        }
    }

    @Test func `a directory in which everybody may replace the journal is refused`() async throws {
        try await onSandbox { rollcall, sandbox, state in
            try FileManager.default.createDirectory(atPath: state, withIntermediateDirectories: true)
            try #require(chmod(state, 0o777) == 0)
            let applied = try await rollcall("apply", "team.csv", "--yes")
            applied.expect(1)
            #expect(applied.errors.contains("chmod o-w"))
            #expect(await sandbox.callCounts().isEmpty)
        }
    }
}

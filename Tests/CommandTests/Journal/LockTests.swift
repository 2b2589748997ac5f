import Foundation
import Sandbox
import TestSupport
import Testing

/// One run at a time, and who waits for what.
struct LockTests {
    private static let errors = "errors.txt"

    @Test func `of many first applies at the same moment each runs or says that another one does`() async throws {
        try await Command.onSandbox { rollcall, sandbox in
            let people = People(6) { _ in false }
            try rollcall.home.write(people.csv(), to: "team.csv")
            let endings = try await withThrowingTaskGroup(of: Program.Ending.self) { group in
                for _ in 0..<20 { group.addTask { try await rollcall("apply", "team.csv", "--yes") } }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            for ending in endings where ending.code != 0 { ending.expect(7) }
            #expect(endings.contains { $0.code == 0 })
            #expect(await sandbox.registers().count == 6)
        }
    }

    @Test func `status in a second terminal says that a run is going on, and calls nothing lost`() async throws {
        try await Command.behindProxy { rollcall, _, proxy in
            try rollcall.home.write(People(6) { _ in false }.csv(), to: "team.csv")
            let (process, seen) = (Handover<pid_t>(), Handover<Program.Ending>())
            proxy.set(
                ProxyTrap([.register], .carriedOut, number: 4) {
                    // What the first three have come to is written while this one waits.
                    try? await eventually("three are done") {
                        try await rollcall("status").output.contains("3 of 6 done")
                    }
                    if let status = try? await rollcall("status", "--all") { await seen.give(status) }
                })
            let apply = ["apply", "team.csv", "--yes", "--concurrency", "1"]
            let ending = try await rollcall.run(apply) { await process.give($0) }
            ending.expect(0)
            let status = await seen.take()
            status.expect(0)
            let pid = await process.take()
            let host = ProcessInfo.processInfo.hostName
            #expect(
                status.output.contains("Run 1 is in progress: 3 of 6 done (pid \(pid) on \(host), started 2"),
                "\(status.output)")
            #expect(!status.output.contains("lost") && !status.output.contains("unknown"), "\(status.output)")
            #expect(!status.output.contains("type:"), "\(status.output)")
            #expect(try await !rollcall("status").output.contains("in progress"))
        }
    }

    /// Holds the journal when the answer to the first register is on its way.
    private func held(
        _ arguments: [String], wanted: (Int) -> Bool,
        _ body: @escaping @Sendable (Command, pid_t, SQLiteFile) async throws -> Void,
        then check:
            @escaping @Sendable (Command, Program.Ending, _ errors: String, SandboxBackend) async throws -> Void
    ) async throws {
        let people = People(6, isPending: wanted)
        try await Command.behindProxy { rollcall, sandbox, proxy in
            try rollcall.home.write(people.csv(), to: "team.csv")
            let process = Handover<pid_t>()
            let file = Handover<SQLiteFile>()
            proxy.set(
                ProxyTrap([.register], .carriedOut, number: 1) {
                    guard let journal = try? SQLiteFile(rollcall.home.file("j.sqlite")) else { return }
                    try? journal.execute("BEGIN IMMEDIATE")
                    await file.give(journal)
                })
            let all = arguments + ["--journal", "j.sqlite"]
            let ending = try await rollcall.run(all, errorsTo: Self.errors) { pid in
                await process.give(pid)
                let journal = await file.take()
                try await body(rollcall, pid, journal)
            }
            try await check(rollcall, ending, try rollcall.home.read(Self.errors), sandbox)
        }
    }

    private static let waits = "the journal is locked by another program"

    @Test func `a shell that holds the journal for long only makes the run wait`() async throws {
        try await held(["apply", "team.csv", "--yes", "--concurrency", "2"], wanted: { _ in true }) {
            rollcall, pid, journal in
            try await eventually("the run says that it waits, and has waited longer than five seconds") {
                ((try? rollcall.home.read(Self.errors)) ?? "").contains(Self.waits) || kill(pid, 0) != 0
            }
            try await Task.sleep(for: .seconds(6))
            try journal.execute("COMMIT")
            try journal.close()
        } then: { rollcall, ending, errors, sandbox in
            ending.expect(0)
            #expect(errors.contains(Self.waits), "\(errors)")
            #expect(!errors.contains("Not in the journal"))
            #expect(await sandbox.registers().count == 6)
            try await rollcall("status", "--journal", "j.sqlite").expect(0)
        }
    }

    /// Holds the journal while a command begins, and lets it go when the command has said that it waits.
    @Test(arguments: [
        ["apply", "team.csv", "--yes"], ["account", "adopt", "ann", String(repeating: "a", count: 32)],
    ])
    func `a shell that holds the journal before a command begins is waited for`(words: [String]) async throws {
        try await Command.onSandbox { rollcall, sandbox in
            await sandbox.addAccount("ann", password: "a stranger's", active: false)
            try rollcall.home.write("username,password\nann,secret\nbob,secret\n", to: "team.csv")
            try await rollcall("apply", "team.csv", "--yes", "--journal", "j.sqlite").expect(3)
            let journal = try SQLiteFile(rollcall.home.file("j.sqlite"))
            try journal.execute("BEGIN EXCLUSIVE")
            let ending = try await rollcall.run(words + ["--journal", "j.sqlite"], errorsTo: Self.errors) { pid in
                try await eventually("the command says that it waits") {
                    ((try? rollcall.home.read(Self.errors)) ?? "").contains(Self.waits) || kill(pid, 0) != 0
                }
                try await Task.sleep(for: .seconds(4))
                #expect(kill(pid, 0) == 0)
                try journal.execute("COMMIT")
                try journal.close()
            }
            ending.expect(words[0] == "apply" ? 3 : 0)
            #expect(try rollcall.home.read(Self.errors).contains(Self.waits))
        }
    }

    @Test func `an interrupt ends a command that waits for the journal before it begins`() async throws {
        try await Command.onSandbox { rollcall, _ in
            try rollcall.home.write("username,password\nbob,secret\n", to: "team.csv")
            try await rollcall("apply", "team.csv", "--yes", "--journal", "j.sqlite").expect(0)
            let journal = try SQLiteFile(rollcall.home.file("j.sqlite"))
            try journal.execute("BEGIN EXCLUSIVE")
            let words = ["apply", "team.csv", "--yes", "--journal", "j.sqlite"]
            let ending = try await rollcall.run(words, errorsTo: Self.errors) { pid in
                try await eventually("the command says that it waits") {
                    ((try? rollcall.home.read(Self.errors)) ?? "").contains(Self.waits) || kill(pid, 0) != 0
                }
                kill(pid, SIGTERM)
            }
            #expect(ending.shellCode == 143, "\(ending.status)")
            try journal.close()
        }
    }

    @Test func `an interrupt ends a run that waits for its journal, and what is in no journal is said`() async throws
    {
        try await held(["apply", "team.csv", "--yes", "--concurrency", "1"], wanted: { _ in true }) {
            rollcall, pid, journal in
            try await eventually("the run says that it waits") {
                ((try? rollcall.home.read(Self.errors)) ?? "").contains(Self.waits) || kill(pid, 0) != 0
            }
            kill(pid, SIGINT)
            try await eventually("it is gone") { try rollcall.home.read(Self.errors).contains("Run 1:") }
            try journal.execute("COMMIT")
            try journal.close()
        } then: { rollcall, ending, errors, sandbox in
            ending.expect(130)
            let account = try #require(await sandbox.accounts().first { $0.username != "admin" })
            #expect(
                errors.contains("Not in the journal: \(account.username) was registered as \(account.id)"),
                "\(errors)")
            #expect(await sandbox.registers().count == 1)
            // What is printed is typed, in its order.
            let shell = Shell(rollcall: rollcall)
            try await shell.type(
                "account adopt --journal j.sqlite \(account.username) [0-9a-f]+ --keep-password", in: errors
            )
            .expect(0)
            try await shell.type("resume --journal j.sqlite", in: errors).expect(0)
            #expect(await sandbox.registers().count == 6)
            #expect(await sandbox.accounts().count == 7)
            try await shell.expectPeace()
        }
    }
}

import FlowServ
import Foundation
import Sandbox
import TestSupport
import Testing

/// What is owed stays owed until it is delivered or proven not ours, and every end of it is told by name.
struct OwedCredentialsTests {
    private static let generated = ["--yes", "--settle", "0", "--generate-passwords", "--credentials"]
    private static let roster = ["--yes", "--settle", "0", "--credentials"]

    /// Three accounts that are made and whose credentials no command has taken.
    private func owing(
        _ body: @escaping @Sendable (Command, SandboxBackend, MisbehavingProxy) async throws -> Void
    ) async throws {
        try await Command.behindProxy { rollcall, sandbox, proxy in
            try rollcall.home.write("username\nann\nbob\ncarl\n", to: "team.csv")
            try rollcall.home.write("username,password\nadmin,\n", to: "other.csv")
            try await rollcall.run(["apply", "team.csv"] + Self.generated + ["|false"]).expect(3)
            try await body(rollcall, sandbox, proxy)
        }
    }

    private func expectDelivered(
        _ names: Set<String>, in file: CredentialsFile, _ rollcall: Command
    ) async throws {
        #expect(Set(file.names) == names)
        for row in file.rows {
            let works = try await rollcall.logsIn(row["username"] ?? "", row["password"] ?? "")
            #expect(works, "\(row["username"] ?? "")")
        }
    }

    @Test(arguments: ["other.csv", "team.csv"])
    func `an account that one short listing lacks is still owed its credential`(roster: String) async throws {
        try await owing { rollcall, _, proxy in
            proxy.hide(["ann", "bob", "carl"])
            let night = try await rollcall.run(["apply", roster] + Self.generated + ["night.csv"])
            night.expect(3)
            #expect(night.output.contains("ann, bob, carl: "))
            #expect(night.output.contains("still owed"))
            let secrets = try rollcall.secretFiles
            #expect(secrets.count == 1)
            #expect(!FileManager.default.fileExists(atPath: rollcall.home.file("night.csv")))
            proxy.forge(nil)
            try await rollcall.run(["apply", "team.csv"] + Self.generated + ["morning.csv"]).expect(0)
            try await expectDelivered(["ann", "bob", "carl"], in: rollcall.credentials("morning.csv"), rollcall)
        }
    }

    @Test func `a run that is not told where they go ends with 3 as long as some are owed`() async throws {
        try await owing { rollcall, _, _ in
            let night = try await rollcall("apply", "team.csv", "--yes", "--quiet")
            night.expect(3)
            #expect(night.output.contains("apply ROSTER --credentials FILE"))
            #expect(night.output.contains("3 accounts"))
        }
    }

    @Test func `a login that meets a firewall proves nothing`() async throws {
        try await Command.behindProxy { rollcall, sandbox, proxy in
            try rollcall.home.write("username\nann\n", to: "team.csv")
            await sandbox.inject(Fault(.register, username: "ann", .closeAfter))
            proxy.forge { request, _ in
                let isHers = String(decoding: request.body, as: UTF8.self).contains("ann")
                return request.target.hasSuffix("/login") && isHers
                    ? ("403 FORBIDDEN", "<html>no</html>") : nil
            }
            let applied = try await rollcall.run(["apply", "team.csv"] + Self.generated + ["1.csv"])
            applied.expect(3)
            #expect(applied.output.contains("ann: "))
            proxy.forge(nil)
            try await rollcall.run(["apply", "team.csv"] + Self.generated + ["2.csv"]).expect(0)
            try await expectDelivered(["ann"], in: rollcall.credentials("2.csv"), rollcall)
        }
    }

    @Test(arguments: [false, true])
    func `a password that was taken out of the roster is no proof against the account`(isLost: Bool) async throws {
        try await Command.onSandbox { rollcall, sandbox in
            try rollcall.home.write("username,password\nann,hers\n", to: "team.csv")
            if isLost { await sandbox.inject(Fault(.register, username: "ann", .closeAfter)) }
            // The answer is lost, and no login is let through to prove it.
            await sandbox.inject(
                Fault(.login, username: "ann", times: nil, .statusBefore(503, message: "busy", retryAfter: "0")))
            try await rollcall.run(["apply", "team.csv"] + Self.roster + ["|false"]).expect(3)
            await sandbox.clearFaults()
            try rollcall.home.write("username,password\nann,\n", to: "team.csv")
            let without = try await rollcall.run(["apply", "team.csv"] + Self.roster + ["1.csv"])
            without.expect(3)
            #expect(without.output.contains("ann: its password is not in the roster any more"))
            #expect(!FileManager.default.fileExists(atPath: rollcall.home.file("1.csv")))
            try rollcall.home.write("username,password\nann,hers\n", to: "team.csv")
            try await rollcall.run(["apply", "team.csv"] + Self.roster + ["2.csv"]).expect(0)
            #expect(try rollcall.credentials("2.csv").values("password") == ["ann": "hers"])
        }
    }

    @Test func `a roster password that was edited since is not handed out, and either remedy works`() async throws {
        for remedy in ["the old one again", "the new one set"] {
            try await Command.onSandbox { rollcall, _ in
                try rollcall.home.write("username,password\nann,hers\nbob,his\n", to: "team.csv")
                try await rollcall.run(["apply", "team.csv"] + Self.roster + ["|false"]).expect(3)
                try rollcall.home.write("username,password\nann,edited\nbob,his\n", to: "team.csv")
                let applied = try await rollcall.run(["apply", "team.csv"] + Self.roster + ["1.csv"])
                applied.expect(3)
                #expect(try rollcall.credentials("1.csv").values("password") == ["bob": "his"])
                #expect(applied.output.contains("ann: the password in the roster does not log in"))
                let report = try await rollcall("runs", "2", "--format", "json")
                #expect(report.output.contains("the password in the roster does not log in"))
                #expect(try await rollcall("status").output.contains("ann: the password in the roster"))
                if remedy == "the old one again" {
                    try rollcall.home.write("username,password\nann,hers\nbob,his\n", to: "team.csv")
                } else {
                    let shell = Shell(rollcall: rollcall)
                    let request = try await shell.type("user request-password-reset ann", in: applied.output)
                    let id = request.output.trimmingCharacters(in: .newlines)
                    try rollcall.home.write("edited\n", to: "password")
                    try await shell.type(
                        "user reset-password.*?-file -", in: applied.output, ["ID": id], adding: "<password"
                    ).expect(0)
                }
                try await rollcall.run(["apply", "team.csv"] + Self.roster + ["2.csv"]).expect(0)
                let password = try #require(try rollcall.credentials("2.csv").values("password")["ann"])
                let works = try await rollcall.logsIn("ann", password)
                #expect(works)
            }
        }
    }

    @Test func `a password that its owner has changed meanwhile is told by name, and nothing more is owed`()
        async throws
    {
        try await owing { rollcall, _, _ in
            let request = try await rollcall("user", "request-password-reset", "ann")
            try rollcall.home.write(request.output, to: "id")
            try rollcall.home.write("her own choice\n", to: "password")
            try await rollcall("user", "reset-password", "--request-id-file", "id", "--password-file", "password")
                .expect(0)
            let applied = try await rollcall.run(["apply", "team.csv"] + Self.generated + ["1.csv"])
            applied.expect(3)
            try await expectDelivered(["bob", "carl"], in: rollcall.credentials("1.csv"), rollcall)
            #expect(applied.output.contains("password not ours: ann"))
            #expect(try await rollcall("status").output.contains("password not ours: ann"))
            try await rollcall.run(["apply", "team.csv"] + Self.generated + ["2.csv"]).expect(0)
        }
    }

    /// A process that ended when its draft was whole, and whose directory is not there at the next run.
    @Test func `a draft that cannot be looked at is neither forgotten nor delivered again`() async throws {
        try await owing { rollcall, _, _ in
            let directory = rollcall.home.file("stick")
            try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: false)
            let draft = directory + "/.first.csv.draft"
            try "whole\n".write(toFile: draft, atomically: false, encoding: .utf8)
            try JournalFile.execute(
                "INSERT INTO publication (id, draft, path) VALUES (7, '\(draft)', '\(directory)/first.csv');"
                    + "UPDATE hand_out SET state = 'publishing', publication = 7 WHERE username <> 'carl'",
                at: rollcall.home.file(".local/state/rollcall/journal.sqlite"))
            try FileManager.default.moveItem(atPath: directory, toPath: directory + ".away")
            for number in 1...2 {
                let applied = try await rollcall.run(
                    ["apply", "team.csv"] + Self.generated + ["other\(number).csv"])
                applied.expect(3)
                #expect(applied.output.contains(draft), "\(applied.output)")
                #expect(try await rollcall("status").output.contains(draft))
            }
            #expect(try rollcall.credentials("other1.csv").names == ["carl"])
            #expect(!FileManager.default.fileExists(atPath: rollcall.home.file("other2.csv")))
            try FileManager.default.moveItem(atPath: directory + ".away", toPath: directory)
            let found = try await rollcall.run(["apply", "team.csv"] + Self.generated + ["other3.csv"])
            found.expect(0)
            #expect(found.errors.contains("are in \(directory)/first.csv"))
            #expect(try FileManager.default.contentsOfDirectory(atPath: directory) == ["first.csv"])
            #expect(!FileManager.default.fileExists(atPath: rollcall.home.file("other3.csv")))
            #expect(try rollcall.secretFiles == [])
        }
    }

    @Test func `an empty directory in the place of one that is gone for good makes them owed again`() async throws {
        try await owing { rollcall, _, _ in
            let directory = rollcall.home.file("stick")
            try JournalFile.execute(
                "INSERT INTO publication (id, draft, path)"
                    + " VALUES (7, '\(directory)/.first.draft', '\(directory)/first.csv');"
                    + "UPDATE hand_out SET state = 'publishing', publication = 7",
                at: rollcall.home.file(".local/state/rollcall/journal.sqlite"))
            let applied = try await rollcall.run(["apply", "team.csv"] + Self.generated + ["1.csv"])
            applied.expect(3)
            let command = try #require(
                applied.output.split(separator: "\n").compactMap { line in
                    line.firstMatch(of: /type: (mkdir -p .*)/).map { String($0.1) }
                }.first)
            try await Program("/bin/sh", ["-c", command], directory: rollcall.home.path).run().expect(0)
            try await rollcall.run(["apply", "team.csv"] + Self.generated + ["2.csv"]).expect(0)
            try await expectDelivered(["ann", "bob", "carl"], in: rollcall.credentials("2.csv"), rollcall)
        }
    }
}

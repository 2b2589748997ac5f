import Foundation
import TestSupport
import Testing

/// What a call reads or relies on is not written over.
struct OutputGuardTests {
    private static let apply = ["apply", "team.csv", "--yes", "--journal", "j.sqlite"]
    private static let plan = ["plan", "team.csv", "--journal", "j.sqlite"]

    /// The call, and what it would write over.
    private static let calls: [([String], String)] = [
        (apply + ["--metrics", "team.csv"], "team.csv"), (apply + ["--report", "./team.csv"], "team.csv"),
        (apply + ["--metrics", "j.sqlite"], "j.sqlite"), (apply + ["--metrics=j.sqlite-wal"], "j.sqlite"),
        (apply + ["--metrics", "password"], "password"), (apply + ["--report", "hard.csv"], "team.csv"),
        (apply + ["--config", "c.json", "--report", "c.json"], "c.json"), (plan + ["--out", "team.csv"], "team.csv"),
        (plan + ["--out", "j.sqlite"], "j.sqlite"), (plan + ["--out", "j.sqlite.lock"], "j.sqlite"),
        (plan + ["--out=link"], "team.csv"), (plan + ["-o", "team.csv"], "team.csv"),
        (plan + ["-qo", "link"], "team.csv"),
        (plan + ["-o=team.csv"], "team.csv"), (plan + ["--out", "password"], "password"),
        (plan + ["--out", "j.sqlite.secret-0123456789abcdef"], "j.sqlite"),
        (["runs", "1", "--journal", "j.sqlite", "--report", "team.csv"], "team.csv"),
        (["apply", "--plan", "p.json", "--report", "p.json", "--journal", "j.sqlite"], "p.json"),
        (["apply", "--plan", "p.json", "--report", "team.csv", "--journal", "j.sqlite"], "team.csv"),
        (apply + ["--report", "x.json", "--metrics", "x.json"], "team.csv"),
        (["apply", "team.csv", "--yes", "--journal", "new.json", "--report", "new.json"], "team.csv"),
        (["apply", "team.csv", "--yes", "--journal", "sub/../new", "--metrics", "new"], "team.csv"),
    ]

    @Test func `what is read stays as it is, and the flag is named`() async throws {
        try await Command.onSandbox { rollcall, _ in
            try rollcall.home.write("username,password\nann,secret\nbob,secret\n", to: "team.csv")
            let password = try #require(rollcall.environment["ROLLCALL_PASSWORD"])
            try rollcall.home.write(password + "\n", to: "password")
            try rollcall.home.write("{}", to: "c.json")
            let rollcall = rollcall.with([
                "ROLLCALL_PASSWORD": nil, "ROLLCALL_PASSWORD_FILE": rollcall.home.file("password"),
            ])
            try await rollcall.run(Self.apply).expect(0)
            try await rollcall.run(Self.plan + ["--out", "p.json"]).expect(0)
            let files = FileManager.default
            try files.linkItem(atPath: rollcall.home.file("team.csv"), toPath: rollcall.home.file("hard.csv"))
            try files.createSymbolicLink(atPath: rollcall.home.file("link"), withDestinationPath: "team.csv")
            try files.createDirectory(atPath: rollcall.home.file("sub"), withIntermediateDirectories: false)
            for (arguments, file) in Self.calls {
                let before = try Data(contentsOf: URL(fileURLWithPath: rollcall.home.file(file)))
                let refused = try await rollcall.run(arguments)
                refused.expect(64)
                #expect(refused.errors.contains("Choose another."), "\(arguments): \(refused.errors)")
                #expect(try Data(contentsOf: URL(fileURLWithPath: rollcall.home.file(file))) == before)
            }
            try await rollcall("status", "--journal", "j.sqlite").expect(0)
            #expect(!files.fileExists(atPath: rollcall.home.file("new")))
        }
    }

    @Test func `two reports, metrics and a plan beside them are written`() async throws {
        try await Command.onSandbox { rollcall, _ in
            try rollcall.home.write("username,password\nann,secret\n", to: "team.csv")
            let flags = ["--report", "a.json", "--report", "a.csv", "--metrics", "a.prom"]
            try await rollcall.run(["apply", "team.csv", "--yes"] + flags).expect(0)
            for file in ["a.json", "a.csv", "a.prom"] { #expect(try !rollcall.home.read(file).isEmpty) }
            try await rollcall("plan", "team.csv", "--out", "a.json").expect(0)
        }
    }
}

import FlowServ
import Foundation
import Sandbox
import TestSupport
import Testing

/// `--config`, and what holds where the environment and flags say otherwise.
struct SettingsFileTests {
    private struct Document: Decodable {
        let schema: String
        let settings: [Line]

        struct Line: Decodable {
            let key: String
            let values: [String]
            let origin: String
            let commands: [String]
        }
    }

    private func settings(_ rollcall: Command, _ arguments: String...) async throws -> [String: Document.Line] {
        let ending = try await rollcall.run(["config", "--format", "json"] + arguments)
        ending.expect(0)
        let document = try ending.decoded(as: Document.self)
        #expect(document.schema == "rollcall.config/1")
        return Dictionary(uniqueKeysWithValues: document.settings.map { ($0.key, $0) })
    }

    private func command() throws -> Command { try Command(server: "http://127.0.0.1:1/api") }

    @Test func `a flag wins over a variable, a variable over the file, and each says so`() async throws {
        let rollcall = try command().with(["ROLLCALL_SETTLE": "50", "ROLLCALL_CONCURRENCY": "2"])
        let text = "# of the lab\nconcurrency: 4\nmaxFailures: 2%\nprotect: [admin*, root]\nsettle: 40\nyes: on\n"
        try rollcall.home.write(text, to: "lab.yaml")
        let found = try await settings(rollcall, "--config", "lab.yaml")
        #expect(found["concurrency"]?.values == ["2"] && found["concurrency"]?.origin == "ROLLCALL_CONCURRENCY")
        #expect(found["settle"]?.values == ["50"])
        #expect(found["maxFailures"]?.values == ["2%"] && found["maxFailures"]?.origin == "lab.yaml:3")
        #expect(found["protect"]?.values == ["admin*", "root"] && found["protect"]?.origin == "lab.yaml:4")
        #expect(found["yes"]?.values == ["true"])
        #expect(found["timeout"]?.values == ["30"] && found["timeout"]?.origin == "default")
    }

    @Test func `every flag of every command is a setting, and every setting is a flag`() async throws {
        let help = try await HelpDocument.ofBinary().flags
        let flagsOnly: Set<String> = ["--help", "--version", "--config", "--password-file", "--request-id-file"]
        var flags: [String: Set<String>] = [:]
        for (command, names) in help {
            for name in names.subtracting(flagsOnly) { flags[key(name), default: []].insert(command) }
        }
        let found = try await settings(try command())
        var settings = found.mapValues { Set($0.commands) }
        for key in ["accessToken", "username", "password", "passwordFile"] {
            #expect(settings.removeValue(forKey: key) == [], "\(key)")
        }
        #expect(settings == flags)
    }

    /// `--token-header` as `tokenHeader`.
    private func key(_ flag: String) -> String {
        let words = flag.dropFirst(2).split(separator: "-")
        return words.dropFirst().reduce(String(words[0])) { $0 + $1.capitalized }
    }

    @Test func `an apply runs by its file, the login included`() async throws {
        try await Command.onSandbox { rollcall, sandbox in
            try rollcall.home.write("Kennung,Passwort\nann,secret\nadmin-root,secret\n", to: "team.csv")
            let password = try rollcall.home.write("admin secret\n", to: "secret")
            let server = try #require(rollcall.environment["ROLLCALL_SERVER"])
            try rollcall.home.write(
                """
                {
                \t"server": "\(server)", "username": "admin", "passwordFile": "\(password)",
                \t"column": ["username=Kennung", "password=Passwort"], "protect": "admin-*",
                \t"journal": "lab.sqlite", "yes": true, "concurrency": 1
                }

                """, to: "lab.json")
            let bare = rollcall.with([
                "ROLLCALL_SERVER": nil, "ROLLCALL_USERNAME": nil, "ROLLCALL_PASSWORD": nil,
                "ROLLCALL_CONFIG": "lab.json",
            ])
            let applied = try await bare("apply", "team.csv")
            applied.expect(3)
            #expect(applied.output.contains("1 planned, 1 succeeded, 1 blocked"))
            #expect(FileManager.default.fileExists(atPath: rollcall.home.file("lab.sqlite")))
            #expect(await sandbox.accounts().map(\.username) == ["admin", "ann"])
        }
    }

    /// What is in the file, and what the message must name.
    private static let wrong: [(text: String, named: [String])] = [
        ("server: a\nconcurency: 4\n", ["lab.yaml:2: ", "\"concurency\"", "Did you mean concurrency?"]),
        ("token-header: x\n", ["lab.yaml:1: ", "\"token-header\"", "Did you mean tokenHeader?"]),
        ("yes: true\n\nconcurrency: many\n", ["lab.yaml:3: concurrency "]),
        ("yes: perhaps\n", ["lab.yaml:1: yes ", "true or false"]),
        ("server: [a, b]\n", ["lab.yaml:1: server "]),
        ("column:\n  username: Kennung\n", ["lab.yaml:1: column ", "list"]),
        ("password: secret\n", ["lab.yaml:1: password ", "passwordFile"]),
        ("accessToken: secret\n", ["lab.yaml:1: accessToken "]),
        ("- yes\n", ["lab.yaml: ", "concurrency: 8"]),
        ("yes: [1\n", ["lab.yaml: ", "neither YAML nor JSON"]),
        ("rate: quick\n", ["--rate", "lab.yaml:1."]),
        ("xmlRecord: a b\n", ["--xml-record", "lab.yaml:1."]),
        ("quiet: on\nconcurrency: 3\nconcurrency: 4\n", ["lab.yaml:3: concurrency ", "lines 2 and 3"]),
        (
            "concurrency: many\nyes: perhaps\nsettel: 40\n",
            ["lab.yaml:1: ", "\"many\"", "lab.yaml:2: ", "\"perhaps\"", "lab.yaml:3: ", "Did you mean settle?"]
        ),
    ]

    @Test(arguments: wrong)
    func `a file that makes no sense is an error that names file, line and remedy`(
        text: String, named: [String]
    ) async throws {
        try await Command.onSandbox { rollcall, sandbox in
            try rollcall.home.write("username,password\nann,secret\n", to: "team.csv")
            try rollcall.home.write(text, to: "lab.yaml")
            let applied = try await rollcall("apply", "team.csv", "--yes", "--config", "lab.yaml")
            applied.expect(64)
            for part in named { #expect(applied.errors.contains(part), "\(applied.errors)") }
            #expect(await sandbox.callCounts().isEmpty)
        }
    }

    @Test func `an empty file sets nothing, and one that is not there is an error`() async throws {
        let rollcall = try command()
        try rollcall.home.write("# nothing yet\n", to: "empty.yaml")
        #expect(
            try await settings(rollcall, "--config", "empty.yaml").values.allSatisfy { $0.origin != "empty.yaml:1" })
        // As does a key without a value.
        try rollcall.home.write("stateWords:\nrate:\n", to: "keys.yaml")
        #expect(
            try await settings(rollcall, "--config", "keys.yaml").values.allSatisfy {
                !$0.origin.hasPrefix("keys.yaml")
            })
        try await rollcall("config", "--config", "missing.yaml").expect(64)
    }

    @Test func `config redacts secrets, warns of variables that are none, and reads like this`() async throws {
        let rollcall = try command().with([
            "ROLLCALL_PASSWORD": "MARK-1", "FLOWSERV_ACCESS_TOKEN": "MARK-2", "ROLLCALL_TYPO": "x",
            "ROLLCALL_PROTECT": "admin*\nroot",
        ])
        let ending = try await rollcall("config")
        ending.expect(0)
        #expect(!ending.everything.contains("MARK-"))
        #expect(ending.errors.hasPrefix("warning: ROLLCALL_TYPO "))
        try Golden.expect(ending.output.replacing("127.0.0.1:1/", with: "127.0.0.1:PORT/"), is: "config.txt")
    }
}

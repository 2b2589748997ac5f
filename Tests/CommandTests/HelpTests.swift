import Foundation
import Sandbox
import TestSupport
import Testing

/// The help as somebody reads it on a terminal of 80 columns and 24 lines.
struct HelpTests {
    private let document: HelpDocument

    init() async throws {
        document = try await HelpDocument.ofBinary()
    }

    /// The help of a command, or of `rollcall` itself.
    private func help(_ command: String) async throws -> String {
        let ending = try await Program(
            try PackageFiles.program("rollcall"), command.split(separator: " ").map(String.init) + ["--help"],
            environment: ["COLUMNS": "80"]
        ).run()
        ending.expect(0)
        #expect(ending.errors == "")
        return ending.output
    }

    private var everyName: [String] { [""] + document.groups.sorted() + document.flags.keys.sorted() }

    @Test func `no line is wider than 80 columns`() async throws {
        for name in everyName {
            for line in try await help(name).split(separator: "\n") {
                #expect(line.count <= 80, "rollcall \(name): \(line)")
            }
        }
    }

    @Test func `the first screen has the commands of every week`() async throws {
        let screen = try await help("").split(separator: "\n", omittingEmptySubsequences: false).prefix(24)
        for command in ["check", "plan", "apply", "resume", "status", "runs"] {
            #expect(screen.contains { $0.hasPrefix("  \(command)  ") }, "\(screen.joined(separator: "\n"))")
        }
    }

    /// The titles that sort the options of `apply`.
    private static let sections = [
        "Common options", "Rosters", "Passwords and delivery", "Safety", "Server and login", "Journal", "Speed",
        "Output",
    ]

    @Test func `every option stands in a section, but for the settings, the version and the help`() {
        for (command, options) in document.options {
            for option in options where !["--config", "--version", "--help"].contains(option.flag) {
                #expect(Self.sections.contains(option.section ?? ""), "rollcall \(command) \(option.flag)")
            }
        }
    }

    @Test func `the sections stand in one order in every help, with the commonest first`() async throws {
        for name in everyName {
            let titles = try await help(name).split(separator: "\n")
                .filter { $0.hasSuffix(":") && $0 == $0.uppercased() }.map { $0.dropLast().capitalized }
            let sorted = titles.filter { title in Self.sections.contains { $0.capitalized == title } }
            #expect(sorted == Self.sections.map(\.capitalized).filter(sorted.contains), "rollcall \(name)")
            #expect(titles.last == (name.isEmpty ? "Exit Status" : "Examples"), "rollcall \(name)")
        }
        let apply = try await help("apply")
        #expect(apply.contains(#/COMMON OPTIONS:\n  -y, --yes .*\n  --dry-run /#))
    }

    @Test func `every option that takes something says what`() async throws {
        let known: Set<String> = [
            "char", "code", "date", "field=header", "field=path", "field=value", "file", "format", "k/n", "level",
            "n",
            "n/s", "n|p%", "name", "pattern", "prefix", "regex", "seconds", "template", "url", "word=state", "age",
            "yyyy-mm-dd",
        ]
        for (command, options) in document.options {
            for option in options where option.kind == "option" {
                #expect(
                    known.contains(option.value ?? ""), "rollcall \(command) \(option.flag) \(option.value ?? "")")
            }
        }
    }

    /// The calls below EXAMPLES.
    private func examples(_ help: String) -> [String] {
        guard let start = help.range(of: "\n\nEXAMPLES:\n") else { return [] }
        let section = help[start.upperBound...].prefix(upTo: help.range(of: "\n\nEXIT")?.lowerBound ?? help.endIndex)
        return section.replacing("\\\n", with: "").split(separator: "\n").filter { $0.hasPrefix("    ") }
            .map { $0.trimmingCharacters(in: .whitespaces) }
    }

    @Test func `every help ends with examples that rollcall understands`() async throws {
        try await Command.onSandbox { rollcall, sandbox in
            await sandbox.addAccount("b.lumen", password: "his own", active: false)
            for name in ["team.csv", "new/team.csv"] {
                try FileManager.default.createDirectory(
                    atPath: rollcall.home.file("new"), withIntermediateDirectories: true)
                try rollcall.home.write("username,password,wave\nann,secret secret,2\n", to: name)
            }
            try rollcall.home.write("server: http://127.0.0.1:1\n", to: "rollcall.yaml")
            for name in ["password", "id"] { try rollcall.home.write("admin secret\n", to: name) }
            let shell = Shell(rollcall: rollcall.with(["ROLLCALL_SETTLE": "0"]))
            for name in everyName {
                let calls = examples(try await help(name))
                #expect(!calls.isEmpty, "rollcall \(name)")
                for call in calls {
                    #expect(call.contains("rollcall " + (["", "account"].contains(name) ? "" : name)), "\(call)")
                    let ending = try await shell(call)
                    // The roster has no such column, and nobody is there to be asked.
                    let isStopped = ["--column", "user login"].contains { call.contains($0) }
                    #expect(ending.code != 64 || isStopped, "\(call)\n\(ending.errors)")
                    #expect(!ending.errors.contains("Usage:"), "\(call)\n\(ending.errors)")
                }
            }
        }
    }

    @Test func `help COMMAND says the same as COMMAND --help`() async throws {
        for name in everyName {
            let ending = try await Program(
                try PackageFiles.program("rollcall"), ["help"] + name.split(separator: " ").map(String.init),
                environment: ["COLUMNS": "80"]
            ).run()
            ending.expect(0)
            #expect(ending.output == (try await help(name)))
        }
    }
}

import Foundation
import Sandbox
import TestSupport
import Testing

/// The command lines of the documents do what is said, one after the other, on a sandbox.
struct DocumentedLinesTests {
    /// What is on every machine that the documents speak of, or takes the real one's place here: the service runs the same
    /// program, services only say that they were started, and nothing is encrypted.  Blocks of `sh` are for containers:
    /// `make check-container` runs them.
    private static let programs = [
        // Exit 2 and 3 say that something is left to do, which is no reason to stop.
        "rollcall": #"""
        "$PROGRAM" "$@"; status=$?
        printf '%s %s\n' "$status" "$*" >>"$HOME/calls"
        case $status in 0 | 2 | 3) ;; *) exit "$status" ;; esac
        """#,
        // Where the credentials of the service are.
        "rollcall-service": #"cd "$HOME/etc"; exec rollcall "$@""#,
        "runuser": #"shift 3; exec "$@""#,
        "age": "exec cat", "make": "exit 0", "swift": "exit 0", "systemctl": "exit 0", "journalctl": "exit 0",
        // Tests/systemd/check does these for real.
        "editor": "exit 0", "install": "exit 0", "useradd": "exit 0", "chown": "exit 0", "crontab": "exit 0",
    ]

    private func prepare(_ rollcall: Command, _ sandbox: SandboxBackend) async throws -> Command {
        for directory in ["bin", "etc"] {
            try FileManager.default.createDirectory(
                atPath: rollcall.home.file(directory), withIntermediateDirectories: false)
        }
        for (name, body) in Self.programs {
            let path = try rollcall.home.write("#!/bin/sh\n\(body)\n", to: "bin/\(name)")
            try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
        }
        let team = try String(contentsOfFile: PackageFiles.root + "/samples/team.csv", encoding: .utf8)
        let rows = team.split(separator: "\n").map(String.init)
        for name in ["team.csv", "etc/roster.csv"] {
            try rollcall.home.write((rows + ["new.comer,,active,,2,"]).joined(separator: "\n") + "\n", to: name)
        }
        for name in ["password", "etc/password"] { try rollcall.home.write("admin secret\n", to: name) }
        let settings = try String(contentsOfFile: PackageFiles.root + "/samples/rollcall.yaml", encoding: .utf8)
        try rollcall.home.write(settings, to: "etc/rollcall.yaml")
        // Somebody who has signed up by himself, and whose id no journal knows.
        await sandbox.addAccount("b.lumen", password: "his own", active: false)
        return rollcall.with([
            "PATH": rollcall.home.file("bin") + ":/usr/bin:/bin", "PROGRAM": try PackageFiles.program("rollcall"),
            // What a person is asked for on a terminal.
            "ROLLCALL_YES": "true",
            // The documents begin with an empty server, and each of their blocks goes on from the ones before.
            "ROLLCALL_ACCEPT": "new-journal",
        ])
    }

    /// A block of commands as a script for this machine.
    private func script(_ block: String, _ rollcall: Command) throws -> String {
        let server = try #require(rollcall.environment["ROLLCALL_SERVER"])
        return [
            ("https://flowserv.example.org/flowserv/api/v1", server), ("/etc/rollcall/", rollcall.home.file("etc/")),
            ("/run/secrets/flowserv", rollcall.home.file("password")),
            ("ROLLCALL_JOURNAL=/var/lib/rollcall/", "ROLLCALL_JOURNAL="), ("\n$ ", "\n"),
        ].reduce("\n" + block) { $0.replacing($1.0, with: $1.1) }
    }

    @Test(arguments: ["README.md", "docs/operations.md"])
    func `every command line of a document can be typed as it stands`(document: String) async throws {
        let blocks = MarkdownBlock.all(
            in: try String(contentsOfFile: PackageFiles.root + "/" + document, encoding: .utf8))
        try await Command.onSandbox { rollcall, sandbox in
            let rollcall = try await prepare(rollcall, sandbox)
            var expected = 0
            for block in blocks {
                if block.language == "yaml" { try rollcall.home.write(block.text, to: "rollcall.yaml") }
                guard block.language.isEmpty else { continue }
                expected += try script(block.text, rollcall).matches(of: /(?m)\brollcall(-service)?(:\S+)? [a-z]/)
                    .count
                let ending = try await Program(
                    "/bin/sh", ["-e", "-u", "-c", try script(block.text, rollcall)],
                    environment: rollcall.environment,
                    directory: rollcall.home.path
                ).run()
                #expect(ending.code == 0, "\(document):\(block.line)\n\(ending.output)\n\(ending.errors)")
            }
            let calls = try rollcall.home.read("calls").split(separator: "\n")
            #expect(expected > 5 && calls.count == expected, "\(calls.joined(separator: "\n"))")
        }
    }

    /// What stands for something of the reader's, and what it is here.
    private static let placeholders = [
        ("[ROSTER...]", ""), ("ROSTER...", "team.csv"), ("ROSTER", "team.csv"), ("[REQUEST-ID]", "reset-id"),
        ("[ID]", "1"),
        ("OUT JOURNAL...", "out.sqlite whole.sqlite"), ("OLD NEW", "https://one.example.org https://two.example.org"),
        ("NAME", "b.lumen"), ("ID", String(repeating: "0", count: 32)), ("FILE", "handed-out.csv"),
    ]

    /// A call in the midst of a sentence as it can be typed; nil for the mere name of a command.
    private func line(_ call: String) -> String? {
        let words = call.split(separator: " ").dropFirst()
        let name = words.prefix { $0.allSatisfy { $0.isLowercase || $0 == "-" } && !$0.hasPrefix("-") }
        guard words.count > name.count else { return nil }
        let line = Self.placeholders.reduce(call) { $0.replacing($1.0, with: $1.1) }
        switch name.joined(separator: " ") {
        case "check", "plan", "apply": return line.contains("team.csv") ? line : line + " team.csv"
        case "user register", "user reset-password": return line + " --password-file password"
        default: return line
        }
    }

    @Test(arguments: ["README.md", "docs/operations.md", "docs/rosters.md", "docs/ARCHITECTURE.md"])
    func `every call in the sentences of a document is understood`(document: String) async throws {
        let text = try String(contentsOfFile: PackageFiles.root + "/" + document, encoding: .utf8)
        let calls = Set(text.split(separator: "\n").flatMap { Readme.spans(String($0)) })
            .filter { $0.hasPrefix("rollcall ") }.sorted().compactMap(line)
        #expect(!calls.isEmpty)
        try await Command.onSandbox { rollcall, sandbox in
            let rollcall = try await prepare(rollcall, sandbox)
            for call in calls {
                let ending = try await Program(
                    "/bin/sh", ["-e", "-u", "-c", call], environment: rollcall.environment,
                    directory: rollcall.home.path
                ).run()
                #expect(!ending.errors.contains("Usage: rollcall"), "\(document): \(call)\n\(ending.errors)")
            }
            #expect(try rollcall.home.read("calls").split(separator: "\n").count == calls.count)
        }
    }

    @Test func `the other documents have no command lines in blocks of their own`() throws {
        let files = try FileManager.default.subpathsOfDirectory(atPath: PackageFiles.root + "/docs")
        for file in files where file.hasSuffix(".md") && file != "operations.md" {
            let text = try String(contentsOfFile: PackageFiles.root + "/docs/" + file, encoding: .utf8)
            for block in MarkdownBlock.all(in: text) {
                #expect(!block.language.isEmpty, "docs/\(file):\(block.line) says nothing of its language")
            }
        }
    }
}

/// A fenced block of a Markdown document.
private struct MarkdownBlock {
    /// What follows the fence; commands that are typed here have nothing there.
    let language: String
    /// Where it begins, from 1.
    let line: Int
    let text: String

    static func all(in document: String) -> [MarkdownBlock] {
        var blocks: [MarkdownBlock] = []
        var open: (language: String, line: Int, text: String)?
        for (number, line) in document.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            if line.hasPrefix("```") {
                if let block = open {
                    blocks.append(MarkdownBlock(language: block.language, line: block.line, text: block.text))
                    open = nil
                } else {
                    open = (String(line.dropFirst(3)), number + 1, "")
                }
            } else {
                open?.text += line + "\n"
            }
        }
        return blocks
    }
}

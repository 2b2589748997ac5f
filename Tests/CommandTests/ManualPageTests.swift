import Foundation
import TestSupport
import Testing

/// The man page that `make man` writes.
struct ManualPageTests {
    private static let path = PackageFiles.root + "/.build/man/rollcall.1"

    /// The page as `man` shows it, without bold and underlined letters.
    private func shown() async throws -> String {
        let ending = try await Program(
            "/usr/bin/man", ["--warnings=w", "--local-file", Self.path],
            environment: [
                "LANG": "C.UTF-8", "MANWIDTH": "100", "MAN_KEEP_FORMATTING": "", "MANPAGER": "cat", "TERM": "dumb",
            ]
        ).run()
        ending.expect(0)
        #expect(ending.errors == "")
        return ending.output
    }

    /// A section of the page, word by word.
    private func words(of section: String) async throws -> Set<String> {
        let page = "\n" + (try await shown())
        let start = try #require(page.range(of: "\n\(section)\n"))
        let rest = page[start.upperBound...]
        let end = rest.firstMatch(of: /\n[A-Z]/)?.range.lowerBound ?? rest.endIndex
        return Set(
            rest[..<end].split { $0.isWhitespace || ";,".contains($0) }.map { $0.hasSuffix(".") ? $0.dropLast() : $0 }
                .map(String.init))
    }

    @Test func `man shows the page without a warning`() async throws {
        #expect(try await shown().contains("nobody lost, nobody twice"))
    }

    @Test func `ENVIRONMENT has the variable and the key of every setting`() async throws {
        struct Settings: Decodable {
            struct Line: Decodable {
                let key: String
                let commands: [String]
            }
            let settings: [Line]
        }
        let config = try await Program(try PackageFiles.program("rollcall"), ["config", "--format", "json"]).run()
        let words = try await words(of: "ENVIRONMENT")
        for line in try config.decoded(as: Settings.self).settings where line.key != "accessToken" {
            let variable = "ROLLCALL_" + line.key.replacing(/[A-Z]/) { "_" + $0.output }.uppercased()
            #expect(words.contains(variable), "\(variable)")
            #expect(
                words.contains(line.key) || words.contains(line.key + "s") || line.key == "password", "\(line.key)")
        }
        #expect(words.contains("FLOWSERV_ACCESS_TOKEN"))
    }

    @Test func `FILES has the journal, the saved logins and the file of settings`() async throws {
        let words = try await words(of: "FILES")
        for file in ["$XDG_STATE_HOME/rollcall/journal.sqlite", "$XDG_CONFIG_HOME/rollcall/credentials", "--config"] {
            #expect(words.contains(file), "\(file)")
        }
    }

    @Test func `EXAMPLES has those of every help`() async throws {
        let page = try await shown().split(whereSeparator: \.isWhitespace).joined(separator: " ")
        let examples = try #require(page.range(of: "EXAMPLES").map { page[$0.upperBound...] })
        for name in try await [""] + HelpDocument.ofBinary().flags.keys {
            let help = try await Program(
                try PackageFiles.program("rollcall"), name.split(separator: " ").map(String.init) + ["--help"]
            ).run()
            let section = help.output.split(separator: "EXAMPLES:")[1].split(separator: "EXIT STATUS:")[0]
            for line in section.split(separator: "\n") {
                let text = line.split(whereSeparator: \.isWhitespace).joined(separator: " ")
                #expect(examples.contains(text), "rollcall \(name): \(text)")
            }
        }
    }
}

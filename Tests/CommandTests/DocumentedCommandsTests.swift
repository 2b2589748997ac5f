import Testing

/// README.md and the binary name the same commands and flags.
struct DocumentedCommandsTests {
    let help: [String: Set<String>]
    let readme: Readme

    init() async throws {
        help = try await HelpDocument.ofBinary().flags
        readme = try Readme()
    }

    @Test func `the README's reference lists exactly the commands that exist`() {
        let documented = readme.documentedCommands
        #expect(Set(documented) == Set(help.keys))
        #expect(Set(documented).count == documented.count, "a command is listed twice")
    }

    @Test func `the README's reference gives every command exactly the flags that it has`() {
        var documented: [String: Set<String>] = [:]
        for (flag, words) in readme.documentedFlags {
            for word in words {
                let commands = commands(named: word)
                #expect(!commands.isEmpty, "\(flag): no command is called \(word)")
                for command in commands { documented[command, default: []].insert(flag) }
            }
        }
        for (command, flags) in help {
            let missing = flags.subtracting(documented[command] ?? [])
            #expect(missing.isEmpty, "rollcall \(command): not in the README")
            let invented = (documented[command] ?? []).subtracting(flags)
            #expect(invented.isEmpty, "rollcall \(command): only in the README")
        }
    }

    @Test func `every call in the README exists, with its flags`() throws {
        #expect(!readme.calls.isEmpty)
        for words in readme.calls {
            let call = words.joined(separator: " ")
            if words == ["--help"] || words == ["--version"] { continue }
            let command = try #require(longestCommand(beginning: words), "no such command: rollcall \(call)")
            for word in words where word.hasPrefix("--") {
                let flag = String(word.prefix { $0 != "=" })
                #expect(help[command]?.contains(flag) == true, "rollcall \(call): \(flag) does not exist")
            }
        }
    }

    @Test func `every flag that the README mentions by itself exists`() {
        let existing = help.values.reduce(into: Set<String>()) { $0.formUnion($1) }
        #expect(readme.bareFlags.subtracting(existing).isEmpty)
    }

    /// The commands that a word of a table means: one of them, all below one, or every one.
    private func commands(named word: String) -> [String] {
        help.keys.filter { word == "rollcall" || $0 == word || $0.hasPrefix(word + " ") }
    }

    private func longestCommand(beginning words: [String]) -> String? {
        [2, 1].map { words.prefix($0).joined(separator: " ") }.first { help[$0] != nil }
    }
}

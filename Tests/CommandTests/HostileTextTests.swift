import FlowServ
import Sandbox
import TestSupport
import Testing

/// Text from rosters and servers that would do something to a terminal.
struct HostileTextTests {
    /// Clears the screen, reorders text, sets the window's title with C1 controls, hides, breaks the line.
    private static let names = [
        "esc\u{1B}[2J\u{1B}[H", "rlo\u{202E}gnp", "isolate\u{2066}x\u{2069}", "c1\u{9B}31m", "hidden\u{200B}space",
        "del\u{7F}", "bell\u{7}", "line\nbreak", "separator\u{2028}x", "bom\u{FEFF}x",
    ]

    /// What may go to a terminal: no controls but the line feed, nothing that reorders or hides.
    private func isHarmless(_ text: String) -> Bool {
        text.unicodeScalars.allSatisfy { scalar in
            scalar == "\n"
                || ![.control, .format, .lineSeparator, .paragraphSeparator].contains(
                    scalar.properties.generalCategory)
        }
    }

    private static let roster =
        "username,password,state\nann,secret,active\n" + names.map { "\"\($0)\",secret,active\n" }.joined()
        + names.enumerated().map { "user\($0.offset),secret,\"\($0.element)\"\n" }.joined()

    @Test(arguments: [
        ["check", "team.csv"], ["check", "team.csv", "--format", "json"], ["plan", "team.csv"],
        ["plan", "team.csv", "--skip-invalid"], ["plan", "team.csv", "--skip-invalid", "--format", "json"],
        ["plan", "team.csv", "--skip-invalid", "--format", "csv"],
        ["plan", "team.csv", "--skip-invalid", "--format", "markdown"],
        ["plan", "team.csv", "--skip-invalid", "--format", "html"],
        ["apply", "team.csv", "--skip-invalid", "--yes"],
        ["apply", "team.csv", "--skip-invalid", "--yes", "--format", "json"],
    ])
    func `a hostile roster never reaches the terminal raw`(_ arguments: [String]) async throws {
        try await Command.onSandbox { rollcall, _ in
            try rollcall.home.write(Self.roster, to: "team.csv")
            let ending = try await rollcall.run(arguments)
            #expect(ending.everything.contains("u{1B}[2J"))
            #expect(isHarmless(ending.everything), "\(ending.everything.debugDescription)")
        }
    }

    @Test func `hostile names and messages from the server are shown escaped`() async throws {
        try await Command.onSandbox { rollcall, sandbox in
            for name in Self.names { await sandbox.addAccount(name, password: "secret") }
            await sandbox.inject(
                Fault(.register, username: "ann", .statusBefore(400, message: "no\u{1B}[31m\u{202E}")))
            try rollcall.home.write("username,password\nann,secret\n", to: "team.csv")
            for arguments in [
                ["plan", "team.csv"], ["plan", "team.csv", "--format", "json"], ["user", "list"],
                ["user", "list", "--format", "json"], ["apply", "team.csv", "--yes"], ["status"], ["runs", "1"],
                ["runs", "1", "--format", "json"],
            ] {
                let ending = try await rollcall.run(arguments)
                #expect(isHarmless(ending.everything), "\(arguments): \(ending.everything.debugDescription)")
            }
        }
    }

    @Test func `JSON keeps hostile names as they are, for programs`() async throws {
        try await Command.onSandbox { rollcall, sandbox in
            for name in Self.names { await sandbox.addAccount(name, password: "secret") }
            try rollcall.home.write("username\nadmin\n", to: "team.csv")
            let plan = try await rollcall("plan", "team.csv", "--format", "json").decoded(as: PlanDocument.self)
            #expect(Set(plan.unmanaged) == Set(Self.names))
        }
    }

    @Test func `a remedy that names an account can be copied into a shell`() async throws {
        try await Command.onSandbox { rollcall, sandbox in
            let names = ["Pat O'Neil", "$(touch taken)", "-rf"]
            for name in names { await sandbox.addAccount(name, password: "his own", active: false) }
            try rollcall.home.write("username,password\n" + names.map { "\($0),secret\n" }.joined(), to: "team.csv")
            try await rollcall("apply", "team.csv", "--yes").expect(3)
            let status = try await rollcall("status", "--all").output
            for remedy in [
                #"account retry 'Pat O'\''Neil'"#, "account retry '$(touch taken)'", "account retry -- '-rf'",
            ] {
                #expect(status.contains("type: rollcall \(remedy)\n"), "\(status)")
            }
            try await rollcall("account", "retry", "--", "-rf").expect(0)
        }
    }
}

import Sandbox
import TestSupport
import Testing

/// The situations that every form of a plan is looked at in.
enum PlanCase: String, CaseIterable {
    /// Nothing to do.
    case empty
    /// Registrations alone.
    case clean
    /// Everything that can occur.
    case mixed
    /// Nothing but rows that must be left alone.
    case blocked

    /// Makes the situation and gives the options that the plan is made with.
    func run<Value>(_ body: (Command, [String]) async throws -> Value) async throws -> Value {
        switch self {
        case .empty:
            try await Command.onSandbox { rollcall, _ in
                try rollcall.home.write("username\nadmin\n", to: "team.csv")
                return try await body(rollcall.with(["ROLLCALL_ACCEPT": "new-journal"]), [])
            }
        case .clean:
            try await Command.onSandbox { rollcall, _ in
                try rollcall.home.write(People(6).csv(), to: "team.csv")
                return try await body(rollcall, [])
            }
        case .blocked:
            try await Command.onSandbox { rollcall, _ in
                try rollcall.home.write("username,password\nann,\nbob,\nBOB,secret\nADMIN,secret\n", to: "team.csv")
                return try await body(rollcall, [])
            }
        case .mixed:
            try await TroubledServer.run { rollcall, sandbox in
                for name in ["zoe", "admin2", "Hal", "twice", "twice"] + Self.hostile {
                    await sandbox.addAccount(name, password: "secret")
                }
                try rollcall.home.write(Self.mixedRoster, to: "team.csv")
                return try await body(rollcall, ["--skip-invalid", "--protect", "admin*"])
            }
        }
    }

    /// Names that mean something in a spreadsheet, in Markdown, in HTML or to a terminal.
    private static let hostile = ["=1+1", "a|`b`", "<b>bold</b>", "@all", "esc\u{1B}[2J"]

    private static let mixedRoster = """
        username,password,state,activate_on
        ann,secret of ann,pending,
        bob,secret of bob,active,
        carl,,active,
        dora,secret of dora,pending,
        erik,secret of erik,active,
        "O'Neil, Pat",secret,active,
        gil,secret,,2026-02-28
        hal,secret,active,
        ivy,secret,,2026-04-01
        admin-root,secret,active,
        jon,secret,perhaps,
        jon,secret,active,2026-02-30
        ,secret,active,
        a-rather-long-name-of-a-person-somewhere@a-rather-long-domain.example.org,secret,active,
        twice,secret,active,
        山田太郎,secret,active,

        """
}

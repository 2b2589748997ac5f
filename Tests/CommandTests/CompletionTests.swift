import Foundation
import TestSupport
import Testing

/// What TAB completes in the shells that people use, each the real one.
struct CompletionTests {
    /// A shell and where Debian has it.
    enum Shell: String, CaseIterable, Sendable {
        case bash = "/usr/bin/bash"
        case zsh = "/usr/bin/zsh"
        case fish = "/usr/bin/fish"

        var isThere: Bool { FileManager.default.isExecutableFile(atPath: rawValue) }
    }

    /// `.ci/setup test` installs those that are missing.
    private static let present = Shell.allCases.filter(\.isThere)

    /// A line up to TAB, and the words after `rollcall` that the shell makes of it.
    struct Line: Sendable {
        let typed: String
        let words: String
    }

    private static let lines = [
        Line(typed: "ch", words: "check"),
        Line(typed: "acc", words: "account"),
        Line(typed: "account re", words: "account retry"),
        Line(typed: "journal ren", words: "journal rename-server"),
        Line(typed: "plan tw", words: "plan two.csv"),
        Line(typed: "plan two.csv oth", words: "plan two.csv other.xml"),
        Line(typed: "apply tw", words: "apply two.csv"),
        Line(typed: "resume tw", words: "resume two.csv"),
        Line(typed: "check --form", words: "check --format"),
        Line(typed: "check two.csv --format sa", words: "check two.csv --format sarif"),
        Line(typed: "plan two.csv --format mark", words: "plan two.csv --format markdown"),
        Line(typed: "plan two.csv --accept shrunken-l", words: "plan two.csv --accept shrunken-listing"),
        Line(typed: "plan two.csv --log-level not", words: "plan two.csv --log-level notice"),
        Line(typed: "plan two.csv -o pla", words: "plan two.csv -o plan.json"),
        Line(typed: "plan two.csv --out pla", words: "plan two.csv --out plan.json"),
        Line(typed: "apply --plan pla", words: "apply --plan plan.json"),
        Line(typed: "apply two.csv --report oth", words: "apply two.csv --report other.xml"),
        Line(typed: "config --config lab", words: "config --config lab.yaml"),
        Line(typed: "status --journal oth", words: "status --journal other.xml"),
        Line(typed: "journal backup oth", words: "journal backup other.xml"),
        Line(typed: "journal merge out.sqlite oth", words: "journal merge out.sqlite other.xml"),
        Line(typed: "user login admin --password-file oth", words: "user login admin --password-file other.xml"),
        Line(typed: "runs --journal journal.sqlite ", words: "runs --journal journal.sqlite 1"),
        // Nothing to offer, and nothing said.
        Line(typed: "runs --journal missing.sqlite ", words: "runs --journal missing.sqlite"),
        Line(typed: "runs --journal other.xml ", words: "runs --journal other.xml"),
    ]

    /// A home directory with files to be completed, a journal with one run, and a `rollcall` that takes down what it is called
    /// with; only for a completion it is the real one.
    private func prepared(_ rollcall: Command) async throws {
        let home = rollcall.home
        try home.write("username,password\nann,secret\n", to: "two.csv")
        for name in ["other.xml", "plan.json", "lab.yaml"] { try home.write("\n", to: name) }
        try await rollcall("apply", "two.csv", "--yes", "--journal", "journal.sqlite").expect(0)
        try FileManager.default.createDirectory(atPath: home.file("bin"), withIntermediateDirectories: false)
        let program = try PackageFiles.program("rollcall")
        let stand_in = """
            #!/bin/sh
            case "$1" in ---completion) exec '\(program)' "$@" ;; esac
            printf '%s\\n' "$*" >>"$HOME/typed"

            """
        let path = try home.write(stand_in, to: "bin/rollcall")
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
        for shell in Shell.allCases {
            let name = URL(fileURLWithPath: shell.rawValue).lastPathComponent
            let script = try await Program(program, ["--generate-completion-script", name]).run()
            script.expect(0)
            try home.write(script.output, to: name == "zsh" ? "_rollcall" : "rollcall.\(name)")
        }
    }

    /// How a shell is started, and what is typed before anything is completed.
    private func start(_ shell: Shell) -> (arguments: [String], setup: [String]) {
        switch shell {
        case .bash: (["--noprofile", "--norc", "-i"], ["source rollcall.bash"])
        case .zsh:
            (
                ["-f", "-i"],
                [
                    "fpath=($HOME $fpath); autoload -Uz compinit; compinit -u -D; zstyle ':completion:*' insert-tab false",
                    "PS1='ready> '",
                ]
            )
        case .fish:
            (
                [
                    "--no-config", "--init-command",
                    "source rollcall.fish; function fish_prompt; printf 'ready> '; end",
                ], []
            )
        }
    }

    @Test(arguments: present)
    func `TAB completes commands, files, choices and run numbers`(shell: Shell) async throws {
        try await Command.onSandbox { rollcall, _ in
            try await prepared(rollcall)
            let environment = rollcall.environment.merging([
                "PATH": rollcall.home.file("bin") + ":/usr/bin:/bin", "TERM": "xterm", "PS1": "ready> ",
                "INPUTRC": "/dev/null", "LANG": "C.UTF-8",
            ]) { $1 }
            let (arguments, setup) = start(shell)
            let dialogue = setup + Self.lines.map { "rollcall \($0.typed)\t" } + ["exit"]
            let ending = try await Terminal.run(
                Program(shell.rawValue, arguments, environment: environment, directory: rollcall.home.path),
                answering: dialogue.map { Terminal.Line("ready> ", answer: $0) })
            let typed = try rollcall.home.read("typed").split(separator: "\n").map {
                $0.trimmingCharacters(in: .whitespaces)
            }
            #expect(typed == Self.lines.map(\.words), "\(ending.output)")
            #expect(!ending.output.contains("Error") && !ending.output.contains("rollcall: "), "\(ending.output)")
        }
    }

    @Test(arguments: ["", "no such number", "1; touch taken"])
    func `the numbers of runs are read from the journal and nothing else is done`(word: String) async throws {
        try await Command.onSandbox { rollcall, _ in
            try rollcall.home.write("username,password\nann,secret\n", to: "team.csv")
            for _ in 1...2 {
                try await rollcall("apply", "team.csv", "--yes").expect(0)
                try rollcall.home.write("username,password\nann,secret\nbob,secret\n", to: "team.csv")
            }
            let line = ["rollcall", "runs", word]
            let question = ["---completion", "runs", "--", "positional@0", "2", "\(word.count)"]
            let offered = try await rollcall.run(question + line)
            offered.expect(0)
            #expect(offered.output == "2\n1\n" && offered.errors == "")
            let nothing = try await rollcall.with(["ROLLCALL_JOURNAL": rollcall.home.path]).run(question + line)
            nothing.expect(0)
            #expect(nothing.everything.trimmingCharacters(in: .newlines) == "")
            let wrong = try await rollcall.with(["ROLLCALL_CONFIG": "missing.yaml"]).run(question + line)
            wrong.expect(0)
            #expect(wrong.everything.trimmingCharacters(in: .newlines) == "")
        }
    }
}

import FlowServ
import Foundation
import Sandbox
import TestSupport
import Testing

/// The command of `--credentials '|COMMAND'` runs as a shell would run it.
struct CredentialsCommandTests {
    private func apply(_ command: String) -> [String] {
        ["apply", "guests.csv", "--yes", "--generate-passwords", "--credentials", "|" + command]
    }

    private func onSandbox(_ body: (Command) async throws -> Void) async throws {
        try await Command.onSandbox { rollcall, _ in
            try rollcall.home.write("username\nann\n", to: "guests.csv")
            try await body(rollcall)
        }
    }

    @Test func `it has every signal as it is at first, and none is blocked`() async throws {
        try await onSandbox { rollcall in
            // A program, because a shell changes its own.
            let ending = try await rollcall.run(
                apply("cat >/dev/null; exec grep -E '^Sig(Blk|Ign)' /proc/self/status >signals"))
            ending.expect(0)
            let masks = try rollcall.home.read("signals").split(separator: "\n").map { line in
                try #require(UInt64(line.suffix(16), radix: 16))
            }
            // 32 and 33 belong to the C library, whose posix_spawn(3) always leaves them ignored.
            #expect(masks.count == 2 && masks[0] == 0 && masks[1] & ~(3 << 31) == 0)
        }
    }

    /// In a session of its own, in which nobody lets go on what was stopped.
    @Test func `one that is stopped goes on where no terminal is, and we with it`() async throws {
        try await onSandbox { rollcall in
            let words = apply("umask 077; kill -STOP $$; cat >handout.csv").map {
                "'\($0.replacing("'", with: "'\\''"))'"
            }
            let call = try "'\(PackageFiles.program("rollcall"))' " + words.joined(separator: " ") + "; exit $?"
            let ending = try await Program(
                "/usr/bin/setsid", ["--wait", "/bin/sh", "-c", call], environment: rollcall.environment,
                directory: rollcall.home.path
            ).run()
            ending.expect(0)
            #expect(try rollcall.credentials("handout.csv").names == ["ann"])
        }
    }

    @Test func `it inherits nothing but its standard streams`() async throws {
        try await onSandbox { rollcall in
            try await rollcall.run(apply("cat >/dev/null; exec 3>&-; exec ls /proc/self/fd >descriptors")).expect(0)
            // ls itself has the directory open as the fourth.
            #expect(try rollcall.home.read("descriptors") == "0\n1\n2\n3\n")
        }
    }

    @Test func `what it leaves in the background does not delay our end`() async throws {
        try await onSandbox { rollcall in
            let clock = ContinuousClock()
            let start = clock.now
            let ending = try await rollcall.run(
                apply("cat >handout.csv; sleep 50 & echo $! >left"), errorsTo: "errors.txt"
            ) { _ in }
            let took = clock.now - start
            let left = try #require(pid_t(rollcall.home.read("left").trimmingCharacters(in: .newlines)))
            #expect(kill(left, SIGKILL) == 0)
            ending.expect(0)
            #expect(took < .seconds(30))
        }
    }

    @Test func `one that reads nothing does not delay our end either`() async throws {
        try await onSandbox { rollcall in
            let names = (1...5_000).map { "guest\($0)\n" }.joined()
            try rollcall.home.write("username\n" + names, to: "guests.csv")
            // The sleeping one keeps the pipe open, and nobody reads.
            let ending = try await rollcall.run(
                apply("exec 4<&0; sleep 50 <&4 & echo $! >left"), errorsTo: "errors.txt"
            ) { _ in }
            let left = try #require(pid_t(rollcall.home.read("left").trimmingCharacters(in: .newlines)))
            #expect(kill(left, SIGKILL) == 0)
            ending.expect(3)
            #expect(ending.output.contains("the command did not read everything"))
        }
    }

    @Test func `one that asks on the terminal gets what is typed, and the shell gets the terminal back`() async throws
    {
        try await onSandbox { rollcall in
            try rollcall.home.write(
                """
                printf 'Passphrase: ' >/dev/tty
                read -r words </dev/tty || exit 8
                echo "$words" >passphrase
                exec cat >handout.csv
                """, to: "encrypt")
            let program = try PackageFiles.program("rollcall")
            let line = (["'\(program)'"] + apply("sh ./encrypt").map { "'\($0)'" }).joined(separator: " ")
            let ending = try await Terminal.run(
                Program(
                    "/bin/sh", ["-c", line + #" || exit; printf 'Again: '; read -r words && echo "got $words""#],
                    environment: rollcall.environment, directory: rollcall.home.path),
                answering: [
                    .init("Passphrase: ", answer: "open sesame"), .init("Again: ", answer: "thank you"),
                ])
            ending.expect(0)
            #expect(try rollcall.home.read("passphrase") == "open sesame\n")
            #expect(ending.output.contains("got thank you"))
            #expect(try CredentialsFile(text: rollcall.home.read("handout.csv")).names == ["ann"])
        }
    }

    @Test func `Ctrl-C at its question stops the run`() async throws {
        try await onSandbox { rollcall in
            let program = try PackageFiles.program("rollcall")
            let ending = try await Terminal.run(
                Program(
                    program, apply("printf 'Passphrase: ' >/dev/tty; exec cat </dev/tty"),
                    environment: rollcall.environment, directory: rollcall.home.path),
                answering: [.init("Passphrase: ", answer: "\u{03}")])
            ending.expect(130)
            #expect(ending.output.contains("credentials have not been delivered"))
        }
    }
}

import FlowServ
import Foundation
import Sandbox
import TestSupport
import Testing

/// What somebody reads in the log of a systemd unit can be typed by whoever reads it.
struct ServiceRemedyTests {
    private static let apply = "rollcall apply team.csv --yes --settle 0 "
    /// What systemd tells the process that it starts, here a shell and what it calls.
    private static let started = "export INVOCATION_ID=9e107d9d372bb6826bd81d3542a419d6 SYSTEMD_EXEC_PID=$$; "
    /// Says, as the real one does, for which unit it stands in.
    private static let standIn = """
        #!/bin/sh
        unit=rollcall
        if [ "$1" = --unit ]; then unit=$2; shift 2; fi
        export ROLLCALL_UNIT="$unit" INVOCATION_ID=e4d909c290d0fb1ca068ffaddf22cbd0 SYSTEMD_EXEC_PID=$$
        exec "$PROGRAM" "$@"

        """

    private func onShell(
        hasStandIn: Bool, _ body: @escaping @Sendable (Shell, SandboxBackend) async throws -> Void
    ) async throws {
        try await Command.onSandbox { rollcall, sandbox in
            try rollcall.home.write("username,password\nann,secret\nbob,secret\n", to: "team.csv")
            let bin = rollcall.home.file("bin")
            try FileManager.default.createDirectory(atPath: bin, withIntermediateDirectories: false)
            if hasStandIn {
                let path = try rollcall.home.write(Self.standIn, to: "bin/rollcall-service")
                try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
            }
            let service = rollcall.with([
                "PATH": bin + ":/usr/bin:/bin", "PROGRAM": try PackageFiles.program("rollcall"),
                "ROLLCALL_JOURNAL": rollcall.home.file("j.sqlite"),
            ])
            try await body(Shell(rollcall: service), sandbox)
        }
    }

    /// The words of a text, whatever their lines.
    private func words(_ text: String) -> String { text.split(whereSeparator: \.isWhitespace).joined(separator: " ") }

    @Test func `a stopped run is continued by its unit`() async throws {
        try await onShell(hasStandIn: false) { shell, sandbox in
            await sandbox.inject(Fault(.register, nth: 2, .statusBefore(429, retryAfter: "3600")))
            let stopped = try await shell(Self.started + Self.apply)
            stopped.expect(5)
            // The unit is that of the machine's own service where the tests themselves are run by one.
            #expect(words(stopped.errors).contains(/type: systemctl (--user )?start \S+$/))
            #expect(!stopped.everything.contains("rollcall resume"))
        }
    }

    @Test(arguments: ["INVOCATION_ID=9e107d9d372bb6826bd81d3542a419d6 SYSTEMD_EXEC_PID=1", "ROLLCALL_UNIT=rollcall"])
    func `variables that were only inherited from a unit change nothing`(variables: String) async throws {
        try await onShell(hasStandIn: true) { shell, sandbox in
            await sandbox.inject(Fault(.register, nth: 2, .statusBefore(429, retryAfter: "3600")))
            let stopped = try await shell("export \(variables); " + Self.apply)
            stopped.expect(5)
            try await shell.type("resume", in: stopped.errors).expect(0)
        }
    }

    @Test func `a stranded account is adopted as the service would`() async throws {
        try await onShell(hasStandIn: true) { shell, sandbox in
            let account = try #require(await sandbox.addAccount("ann", password: "a stranger's", active: false))
            let applied = try await shell(Self.started + "export ROLLCALL_UNIT=rollcall; " + Self.apply)
            applied.expect(3)
            #expect(applied.output.contains("type rollcall-service status"), "\(applied.output)")
            let status = try await shell("rollcall-service status")
            #expect(status.output.contains("type: rollcall-service account retry ann\n"), "\(status.output)")
            #expect(status.output.contains("type: rollcall-service account adopt ann ID\n"), "\(status.output)")
            let adopted = try await shell("rollcall-service account adopt ann \(account.id)")
            adopted.expect(0)
            #expect(words(adopted.errors).hasSuffix("To go on, type: systemctl start rollcall"))
        }
    }

    @Test func `another unit is named, and a flag of its own is kept`() async throws {
        try await onShell(hasStandIn: true) { shell, sandbox in
            await sandbox.addAccount("ann", password: "a stranger's", active: false)
            try await shell("rollcall-service --unit rollcall@school apply --yes --settle 0 team.csv").expect(3)
            let status = try await shell("rollcall-service --unit rollcall@school status --journal j.sqlite")
            let call = "rollcall-service --unit rollcall@school account adopt --journal j.sqlite ann ID\n"
            #expect(status.output.contains(call), "\(status.output)")
        }
    }

    @Test func `a doubt is let pass through the stand-in, because a unit takes no flags`() async throws {
        try await onShell(hasStandIn: true) { shell, sandbox in
            for name in ["ann", "bob"] { await sandbox.addAccount(name, password: "pw") }
            let refused = try await shell(Self.started + "export ROLLCALL_UNIT=rollcall; " + Self.apply)
            refused.expect(6)
            let told = words(refused.errors)
            #expect(told.hasSuffix("Under systemd, type: rollcall-service apply ROSTER --accept new-journal --yes"))
            let call = String(try #require(told.firstMatch(of: /rollcall-service apply .*/)).output)
            try await shell(call.replacing("ROSTER", with: "team.csv")).expect(0)
        }
    }

    @Test func `a unit's remedies name the rosters among its credentials, and a file where it may write`()
        async throws
    {
        try await onShell(hasStandIn: true) { shell, sandbox in
            let home = shell.rollcall.home
            for directory in ["credentials", "state"] {
                try FileManager.default.createDirectory(
                    atPath: home.file(directory), withIntermediateDirectories: false)
            }
            try home.write("secret\n", to: "credentials/password")
            try home.write("username\nann\n", to: "credentials/team.csv")
            let unit =
                Self.started + "export ROLLCALL_UNIT=rollcall CREDENTIALS_DIRECTORY=$PWD/credentials "
                + "STATE_DIRECTORY=$PWD/state; "
            let applied = try await shell(
                unit + "rollcall apply credentials/team.csv --yes --generate-passwords --credentials '|false'")
            applied.expect(3)
            let call =
                "rollcall-service apply --generate-passwords team.csv --credentials \(home.file("state"))/credentials.csv --yes"
            #expect(words(applied.everything).contains("to get them, type: " + call), "\(applied.everything)")
            try await shell("cd credentials && " + call).expect(0)
            #expect(try home.read("state/credentials.csv").contains("\nann,"))
        }
    }

    @Test func `without the stand-in a call is the program's own`() async throws {
        try await onShell(hasStandIn: false) { shell, sandbox in
            await sandbox.addAccount("ann", password: "a stranger's", active: false)
            let applied = try await shell(Self.started + Self.apply)
            applied.expect(3)
            try await shell.type("status", in: applied.output).expect(0)
        }
    }
}

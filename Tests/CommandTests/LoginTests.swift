import FlowServ
import Foundation
import Sandbox
import TestSupport
import Testing

/// Who we are: the token, the service login, the saved login, the question on a terminal, and the end of it.
struct LoginTests {
    /// A command without any login in its environment, on a real flowServ with an account for `admin`.
    private func withoutLogin(_ body: @Sendable (Command, RealFlowServ) async throws -> Void) async throws {
        try await Command.onRealServer { rollcall, server in
            try await body(rollcall.with(["ROLLCALL_USERNAME": nil, "ROLLCALL_PASSWORD": nil]), server)
        }
    }

    @Test func `a service logs in with a password from a file`() async throws {
        try await withoutLogin { rollcall, _ in
            let file = try rollcall.home.write("admin secret\n", to: "secret")
            let service = rollcall.with(["ROLLCALL_USERNAME": "admin", "ROLLCALL_PASSWORD_FILE": file])
            let whoami = try await service("user", "whoami")
            whoami.expect(0)
            #expect(whoami.output.hasSuffix("  admin\n"))
        }
    }

    /// The first of them makes the account's token; flowServ answers a server error to some that would make it as well.
    @Test func `processes that log in at the same moment all get in`() async throws {
        try await Command.onRealServer { rollcall, _ in
            try await withThrowingTaskGroup { group in
                for _ in 0..<6 { group.addTask { try await rollcall("user", "list").expect(0) } }
                try await group.waitForAll()
            }
        }
    }

    @Test func `a server error is no end of a login, unless it stays`() async throws {
        try await Command.onSandbox { rollcall, sandbox in
            await sandbox.inject(Fault(.login, times: 2, .statusBefore(500)))
            try await rollcall("user", "list").expect(0)
            #expect(await sandbox.callCounts()[.login] == 3)
            await sandbox.inject(Fault(.login, times: nil, .statusBefore(500)))
            let refused = try await rollcall("user", "list")
            refused.expect(5)
            #expect(refused.errors.contains("HTTP 500"))
            #expect(await sandbox.callCounts()[.login] == 7)
        }
    }

    @Test func `a terminal is asked, and what is typed as the password is not shown`() async throws {
        try await withoutLogin { rollcall, _ in
            let program = Program(
                try PackageFiles.program("rollcall"), ["user", "whoami"], environment: rollcall.environment)
            let ending = try await Terminal.run(
                program,
                answering: [.init("Username: ", answer: "admin"), .init("Password: ", answer: "admin secret")])
            ending.expect(0)
            #expect(ending.output.contains("Username: admin\r\n") && ending.output.hasSuffix("  admin\r\n"))
            #expect(!ending.output.contains("admin secret"))
        }
    }

    @Test(arguments: [SIGINT, SIGTERM, SIGHUP])
    func `a terminal shows what is typed again when a signal ends the question for a password`(
        number: Int32
    ) async throws {
        try await withoutLogin { rollcall, _ in
            let program = Program(
                try PackageFiles.program("rollcall"), ["user", "login", "admin"], environment: rollcall.environment)
            let ending = try await Terminal.run(program, answering: [.init("Password: ", signal: number)])
            #expect(ending.code == 128 + number, "\(ending.status)")
            #expect(ending.output == "echo on\n")
        }
    }

    @Test(arguments: ["\u{03}", "adm\u{03}"])
    func `Ctrl-C ends the question for a password`(keys: String) async throws {
        try await withoutLogin { rollcall, _ in
            let program = Program(
                try PackageFiles.program("rollcall"), ["user", "login", "admin"], environment: rollcall.environment)
            let ending = try await Terminal.run(program, answering: [.init("Password: ", answer: keys)])
            #expect(ending.shellCode == 130, "\(ending)")
        }
    }

    @Test func `without a terminal nobody is asked, and the ways to say who we are are named`() async throws {
        try await withoutLogin { rollcall, _ in
            let whoami = try await rollcall("user", "whoami")
            whoami.expect(5)
            for way in ["FLOWSERV_ACCESS_TOKEN", "ROLLCALL_PASSWORD_FILE", "rollcall user login NAME --save"] {
                #expect(whoami.errors.contains(way))
            }
            try await rollcall("user", "login", "admin").expect(64)
        }
    }

    @Test func `a saved login is used like the variable, for its server alone, until user logout`() async throws {
        try await withoutLogin { rollcall, server in
            let saved = try await rollcall(
                "user", "login", "admin", "--password-file", "-", "--save", input: "admin secret\n")
            saved.expect(0)
            #expect(saved.output == "")
            let path = ".config/rollcall/credentials"
            let attributes = try FileManager.default.attributesOfItem(atPath: rollcall.home.file(path))
            #expect(attributes[.posixPermissions] as? Int == 0o600)
            let directory = try FileManager.default.attributesOfItem(atPath: rollcall.home.file(".config/rollcall"))
            #expect(directory[.posixPermissions] as? Int == 0o700)

            try await rollcall("user", "whoami").expect(0)
            try await rollcall("user", "list").expect(0)
            // Another spelling is the same server, and another port is another one.
            let same = server.url.replacingOccurrences(of: "127.0.0.1", with: "LOCALHOST") + "/"
            try await rollcall("user", "whoami", "--server", same).expect(0)
            let elsewhere = "http://127.0.0.1:1/flowserv/api/v1"
            let other = try await rollcall("user", "whoami", "--server", elsewhere)
            other.expect(5)
            #expect(other.errors.contains("No login is configured."))

            try await rollcall("user", "logout").expect(0)
            #expect(!(try rollcall.home.read(path)).contains(server.url))
            try await rollcall("user", "whoami").expect(5)
        }
    }

    @Test func `XDG_CONFIG_HOME moves the saved logins, and links in their place are refused`() async throws {
        try await Command.onSandbox { rollcall, _ in
            let bare = rollcall.with([
                "ROLLCALL_USERNAME": nil, "ROLLCALL_PASSWORD": nil, "XDG_CONFIG_HOME": rollcall.home.file("config"),
            ])
            let login = ["user", "login", "admin", "--password-file", "-", "--save"]
            try await bare.run(login, input: "admin secret\n").expect(0)
            try await bare("user", "whoami").expect(0)
            let path = rollcall.home.file("config/rollcall/credentials")
            try FileManager.default.moveItem(atPath: path, toPath: rollcall.home.file("elsewhere"))
            try FileManager.default.createSymbolicLink(
                atPath: path, withDestinationPath: rollcall.home.file("elsewhere"))
            for arguments in [["user", "whoami"], login] {
                let refused = try await bare.run(arguments, input: "admin secret\n")
                refused.expect(1)
                #expect(refused.errors.contains("symbolic link"))
            }
        }
    }

    /// How many sessions of `admin` the server holds: its listing shows the token of each.
    private func isLoggedIn(_ server: String) async throws -> Bool {
        let listing = try await RawHTTP(server).get("/users", headers: ["api-key": "anything"])
        return listing.text.contains("\"token\"")
    }

    @Test func `the session stays unless --logout ends it`() async throws {
        try await withoutLogin { rollcall, server in
            try rollcall.home.write("username,password\nann,secret\n", to: "team.csv")
            let service = rollcall.with(["ROLLCALL_USERNAME": "admin", "ROLLCALL_PASSWORD": "admin secret"])
            try await service("plan", "team.csv").expect(0)
            var isLoggedIn = try await isLoggedIn(server.url)
            #expect(isLoggedIn)
            for arguments in [["plan", "team.csv"], ["apply", "team.csv", "--yes"], ["user", "list"]] {
                try await service.run(arguments + ["--logout"]).expect(0)
                isLoggedIn = try await self.isLoggedIn(server.url)
                #expect(!isLoggedIn, "\(arguments)")
            }
        }
    }

    @Test func `a token that dies in mid-run is renewed`() async throws {
        try await Command.behindProxy { rollcall, sandbox, proxy in
            try rollcall.home.write(People(10) { _ in false }.csv(), to: "team.csv")
            let login = try await rollcall("user", "login", "admin", "--password-file", "-", input: "admin secret\n")
            let token = login.output.trimmingCharacters(in: .newlines)
            let base = proxy.url
            // Somebody else logs the account out while it registers; only the listing at the end needs a token again, and
            // the real server looks at nothing but whether there is one.
            proxy.set(
                ProxyTrap([.register], .arrived, number: 5) {
                    _ = try? await RawHTTP(base).post("/users/logout", "", headers: ["api-key": token])
                    await sandbox.inject(Fault(.list, .statusBefore(403, message: "not logged in")))
                })
            let applied = try await rollcall("apply", "team.csv", "--yes", "--concurrency", "1")
            applied.expect(0)
            #expect(applied.output.contains("10 planned, 10 succeeded"))
            #expect(await sandbox.callCounts()[.login, default: 0] >= 3)
        }
    }

    @Test func `an empty password file is named as empty`() async throws {
        let rollcall = try Command(server: "http://127.0.0.1:1", login: ("admin", "admin secret"))
        try rollcall.home.write("", to: "empty")
        let ending = try await rollcall("user", "login", "admin", "--password-file", "empty")
        ending.expect(1)
        #expect(ending.errors.contains("empty is empty"), "\(ending.errors)")
    }
}

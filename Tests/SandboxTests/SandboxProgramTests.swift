import Accounts
import FlowServ
import Foundation
import Sandbox
import Subprocess
import SystemPackage
import TestSupport
import Testing

/// The sandbox as a program of its own.
struct SandboxProgramTests {
    @Test(arguments: [Signal.terminate, .interrupt])
    func `it says where it listens and ends with 0 at a signal`(signal: Signal) async throws {
        let (lines, status) = try await run(endingWith: signal) { url in
            let client = try await RemoteUserService.connect(to: ServerAddress(url))
            #expect(try await client.loginUser("admin", password: Secret("sandbox")).user.username == "admin")
            await client.shutdown()
        }
        #expect(status == .exited(0))
        let line = try #require(lines.first)
        #expect(lines.count == 1)
        #expect(line.wholeMatch(of: /flowServ sandbox at http:\/\/127\.0\.0\.1:\d+\/flowserv\/api\/v1/) != nil)
    }

    @Test func `the ready file holds the same URL`() async throws {
        let directory = try TemporaryDirectory()
        let (lines, status) = try await run("--ready-file", directory.file("ready")) { _ in }
        #expect(status == .exited(0))
        #expect(try lines == ["flowServ sandbox at " + directory.read("ready").dropLast()])
    }

    @Test func `the users that are given are there instead of the usual one`() async throws {
        _ = try await run("--user", "ann:pass:word", "--user", "José:y") { url in
            let client = try await RemoteUserService.connect(to: ServerAddress(url))
            _ = try await client.loginUser("ann", password: Secret("pass:word"))
            #expect(try await client.listUsers(query: nil).map(\.username) == ["José", "ann"])
            await client.shutdown()
        }
    }

    @Test func `the header that arrives can be chosen`() async throws {
        _ = try await run("--header", "api_key") { url in
            let raw = RawHTTP(url)
            let underscore = try await raw.get("/users", headers: ["api_key": "any"])
            let hyphen = try await raw.get("/users", headers: ["api-key": "any"])
            #expect(underscore.status == 200 && hyphen.status == 403)
        }
    }

    @Test(arguments: [
        ["--port", "65536"], ["--port", "-1"], ["--header", "token"], ["--latency", "-1"], ["--race", "-1"],
        ["--user", "ann"], ["--user", ":x"], ["--user", "ann:"], ["--unknown"],
    ])
    func `wrong arguments are a usage error and start nothing`(arguments: [String]) async throws {
        let ending = try await Program(try PackageFiles.program("rollcall-sandbox"), arguments).run()
        #expect(ending.code == 64)
        #expect(ending.output == "")
        #expect(ending.errors.contains("Error: "))
    }

    @Test func `a port in use is an error`() async throws {
        try await serve { server, _ in
            let program = try PackageFiles.program("rollcall-sandbox")
            let ending = try await Program(program, ["--port", "\(server.port)"]).run()
            #expect(ending.code == 1)
            #expect(ending.output == "")
            #expect(ending.errors.contains("Error: "))
        }
    }

    /// Starts it, does something with its URL, ends it and gives what it wrote and how it ended.
    private func run(
        _ arguments: String..., endingWith signal: Signal = .terminate,
        _ body: @Sendable (_ url: String) async throws -> Void
    ) async throws -> (lines: [String], status: TerminationStatus) {
        let result = try await Subprocess.run(
            .path(.init(try PackageFiles.program("rollcall-sandbox"))), arguments: Arguments(arguments),
            input: .none, output: .sequence, error: .discarded
        ) { execution in
            defer { try? execution.send(signal: .kill) }
            var lines: [String] = []
            for try await line in execution.standardOutput.strings() {
                let text = line.trimmingCharacters(in: .newlines)
                lines.append(text)
                guard lines.count == 1, let url = text.split(separator: " ").last else { continue }
                try await body(String(url))
                try execution.send(signal: signal)
            }
            return lines
        }
        return (result.closureResult, result.terminationStatus)
    }
}

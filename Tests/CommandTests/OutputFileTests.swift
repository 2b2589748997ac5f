import Foundation
import TestSupport
import Testing

/// What becomes of the places that files are written to.
struct OutputFileTests {
    private func onTeam(_ body: @escaping @Sendable (Command) async throws -> Void) async throws {
        try await Command.onSandbox { rollcall, _ in
            try rollcall.home.write("username,password\nann,secret\n", to: "team.csv")
            try await body(rollcall)
        }
    }

    private func attributes(_ path: String) throws -> [FileAttributeKey: Any] {
        try FileManager.default.attributesOfItem(atPath: path)
    }

    private func isLink(_ path: String) throws -> Bool {
        try attributes(path)[.type] as? FileAttributeType == .typeSymbolicLink
    }

    @Test(.enabled(if: FileManager.default.fileExists(atPath: "/dev/shm")))
    func `a plan in a file system in memory is replaced, not appended to`() async throws {
        try await onTeam { rollcall in
            let path = "/dev/shm/rollcall-\(UUID().uuidString).json"
            defer { unlink(path) }
            for _ in 1...2 { try await rollcall("plan", "team.csv", "--out", path).expect(0) }
            let text = try String(contentsOfFile: path, encoding: .utf8)
            #expect(text.components(separatedBy: "rollcall.plan/1").count == 2, "\(text)")
        }
    }

    /// What holds for a pipe with a name holds for a device, which only root could make here.
    @Test(arguments: ["plan team.csv --out pipe.json", "apply team.csv --yes --report pipe.json"])
    func `what is no file is written to, and stays what it was`(call: String) async throws {
        try await onTeam { rollcall in
            let pipe = rollcall.home.file("pipe.json")
            try #require(mkfifo(pipe, 0o640) == 0)
            chmod(pipe, 0o640)
            let ending = try await Shell(rollcall: rollcall)(
                "cat pipe.json >got & rollcall \(call) && wait && cat got")
            ending.expect(0)
            #expect(ending.output.contains("\n}\n"), "\(ending)")
            let after = try attributes(pipe)
            #expect(after[.posixPermissions] as? Int == 0o640)
            #expect(try rollcall.home.read("got").hasPrefix("{\n"))
            let names = try FileManager.default.contentsOfDirectory(atPath: rollcall.home.path)
            #expect(names.allSatisfy { !$0.contains(".new") })
        }
    }

    @Test func `metrics written to a pipe wait for no reader of what was there before`() async throws {
        try await onTeam { rollcall in
            try #require(mkfifo(rollcall.home.file("pipe.prom"), 0o600) == 0)
            let ending = try await Shell(rollcall: rollcall)(
                "cat pipe.prom >got & rollcall apply team.csv --yes --metrics pipe.prom && wait && cat got")
            ending.expect(0)
            #expect(ending.output.contains("rollcall_last_run_success 1\n"), "\(ending)")
        }
    }

    @Test(arguments: ["| cat", ">out; cat out"])
    func `standard output gets what is written to it, before the product`(reader: String) async throws {
        try await onTeam { rollcall in
            let ending = try await Shell(rollcall: rollcall)("rollcall plan team.csv --out /dev/stdout \(reader)")
            #expect(ending.output.hasPrefix("{\n") && ending.output.contains("\n}\nPlan for "), "\(ending)")
        }
    }

    @Test func `a link stays, and what it leads to is replaced`() async throws {
        try await onTeam { rollcall in
            try rollcall.home.write("old", to: "real.prom")
            try FileManager.default.createSymbolicLink(
                atPath: rollcall.home.file("rollcall.prom"), withDestinationPath: "real.prom")
            try await rollcall("apply", "team.csv", "--yes", "--metrics", "rollcall.prom").expect(0)
            #expect(try isLink(rollcall.home.file("rollcall.prom")))
            #expect(try rollcall.home.read("real.prom").contains("rollcall_last_run_success 1"))
        }
    }

    @Test func `a link that leads to nothing yet gets its file`() async throws {
        try await onTeam { rollcall in
            try FileManager.default.createDirectory(
                atPath: rollcall.home.file("there"), withIntermediateDirectories: false)
            try FileManager.default.createSymbolicLink(
                atPath: rollcall.home.file("rollcall.prom"), withDestinationPath: "there/new.prom")
            try await rollcall("apply", "team.csv", "--yes", "--metrics", "rollcall.prom").expect(0)
            #expect(try isLink(rollcall.home.file("rollcall.prom")))
            #expect(try rollcall.home.read("there/new.prom").contains("rollcall_last_run_success 1"))
        }
    }

    @Test func `a directory is named as what it is`() async throws {
        try await onTeam { rollcall in
            try FileManager.default.createDirectory(
                atPath: rollcall.home.file("here"), withIntermediateDirectories: false)
            let ended = try await rollcall("apply", "team.csv", "--yes", "--metrics", "here")
            ended.expect(1)
            let message =
                "rollcall: here cannot be written: Is a directory.  Check the directory and its permissions."
            #expect(ended.errors.split(separator: "\n").last.map(String.init) == message)
        }
    }

    @Test func `a directory that cannot be made is named, with who cannot make it`() async throws {
        try await onTeam { rollcall in
            let ended = try await rollcall("apply", "team.csv", "--yes", "--journal", "/proc/none/j.sqlite")
            ended.expect(1)
            let reason = "user \(geteuid()) cannot create its directory /proc/none: No such file or directory"
            #expect(ended.errors.contains(reason), "\(ended.errors)")
        }
    }

    @Test(arguments: [("nowhere", "No such file or directory"), (".", "Is a directory")])
    func `a password file that cannot be read has a reason`(path: String, reason: String) async throws {
        try await onTeam { rollcall in
            let ended = try await rollcall.with(["ROLLCALL_PASSWORD": nil, "ROLLCALL_PASSWORD_FILE": path])(
                "plan", "team.csv")
            ended.expect(1)
            #expect(ended.errors.contains("\(path) cannot be read: \(reason)."), "\(ended.errors)")
        }
    }
}

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

    private func type(_ path: String) throws -> FileAttributeType? {
        try FileManager.default.attributesOfItem(atPath: path)[.type] as? FileAttributeType
    }

    /// A device of its own, so that a failure destroys nothing of the machine: number 1, 3 is /dev/null.
    @Test(.enabled(if: geteuid() == 0, "making a device needs root"))
    func `a device stays a device, with its mode`() async throws {
        try await onTeam { rollcall in
            let device = rollcall.home.file("null.json")
            try #require(mknod(device, S_IFCHR | 0o666, dev_t(1 << 8 | 3)) == 0)
            chmod(device, 0o666)
            try await rollcall("plan", "team.csv", "--out", device).expect(0)
            try await rollcall("apply", "team.csv", "--yes", "--report", device, "--metrics", device).expect(0)
            #expect(try type(device) == .typeCharacterSpecial)
            #expect(try FileManager.default.attributesOfItem(atPath: device)[.posixPermissions] as? Int == 0o666)
            #expect(
                try FileManager.default.contentsOfDirectory(atPath: rollcall.home.path).allSatisfy {
                    !$0.contains(".new")
                })
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
            #expect(try type(rollcall.home.file("rollcall.prom")) == .typeSymbolicLink)
            #expect(try rollcall.home.read("real.prom").contains("rollcall_last_run_success 1"))
        }
    }

    @Test func `a directory is named as what it is`() async throws {
        try await onTeam { rollcall in
            try FileManager.default.createDirectory(
                atPath: rollcall.home.file("here"), withIntermediateDirectories: false)
            let ended = try await rollcall("apply", "team.csv", "--yes", "--metrics", "here")
            ended.expect(1)
            #expect(ended.errors.contains("here cannot be written: Is a directory."), "\(ended.errors)")
        }
    }

    @Test func `a directory that cannot be made is named, with who cannot make it`() async throws {
        try await onTeam { rollcall in
            let ended = try await rollcall("apply", "team.csv", "--yes", "--journal", "/proc/none/j.sqlite")
            ended.expect(1)
            let reason = "its directory /proc/none cannot be made by user \(geteuid()): No such file or directory"
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

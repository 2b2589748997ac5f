internal import Foundation

/// Random files that a Python script has written, and what somebody else's reader makes of them.
package struct PythonOracle {
    /// Where the files are.
    package let home: TemporaryDirectory
    /// What the random files depend on: another number in every run, or that of ROLLCALL_SEED.
    package static let seed: Int = {
        let asked = ProcessInfo.processInfo.environment["ROLLCALL_SEED"].flatMap(Int.init)
        return asked ?? Int.random(in: 1...999_999)
    }()

    /// Runs a script of Tests/python, which gets the directory and the seed before its other arguments.
    package init(
        _ script: String, _ arguments: String..., of environment: PackageFiles.PythonEnvironment = .oracles
    ) async throws {
        home = try TemporaryDirectory()
        let path = "\(PackageFiles.root)/Tests/python/\(script)"
        let ending = try await Program(
            try PackageFiles.python(environment, "python3"), [path, home.path, "\(Self.seed)"] + arguments
        ).run()
        guard ending.code == 0 else { throw FailedScript(description: "\(script): \(ending.errors)") }
    }

    /// What the other reader makes of the files.
    package func expected<Value: Decodable>(as type: Value.Type) throws -> Value {
        try JSONDecoder().decode(type, from: Data(contentsOf: URL(fileURLWithPath: home.file("expected.json"))))
    }
}

/// A script that did not do what it should; its last words are shown.
package struct FailedScript: Error, CustomStringConvertible {
    package let description: String

    package init(description: String) {
        self.description = description
    }
}

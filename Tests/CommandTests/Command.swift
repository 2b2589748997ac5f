import Foundation
import TestSupport
import Testing

/// The real binary in a home directory of its own, which it runs in, against one server.
struct Command: Sendable {
    let home: TemporaryDirectory
    var environment: [String: String]

    /// - Parameter login: Who we are to the server, given by the environment.
    init(server: String, login: (username: String, password: String)? = nil) throws {
        home = try TemporaryDirectory()
        environment = ["HOME": home.path, "ROLLCALL_SERVER": server, "TZ": "UTC"]
        if let login {
            environment["ROLLCALL_USERNAME"] = login.username
            environment["ROLLCALL_PASSWORD"] = login.password
        }
    }

    /// The same, with variables set in its environment; nil removes one.
    func with(_ variables: [String: String?]) -> Command {
        var command = self
        for (name, value) in variables { command.environment[name] = value }
        return command
    }

    /// Runs `rollcall` with these arguments to its end.
    func callAsFunction(
        _ arguments: String..., input: String = "",
        meddling: @Sendable @escaping (pid_t) async throws -> Void = { _ in }
    ) async throws -> Program.Ending {
        try await run(arguments, input: input, meddling: meddling)
    }

    /// Runs `rollcall` with these arguments to its end.
    func run(
        _ arguments: [String], input: String = "",
        meddling: @Sendable @escaping (pid_t) async throws -> Void = { _ in }
    ) async throws -> Program.Ending {
        try await Program(
            try PackageFiles.program("rollcall"), arguments, environment: environment, input: input,
            directory: home.path
        ).run(meddling)
    }
}

extension Program.Ending {
    /// Fails, with everything that was written, unless the exit status is the given one.
    func expect(_ code: Int32, sourceLocation: SourceLocation = #_sourceLocation) {
        #expect(self.code == code, "\(status)\n\(output)\n\(errors)", sourceLocation: sourceLocation)
    }

    /// Standard output as JSON.
    func decoded<Value: Decodable>(as type: Value.Type) throws -> Value {
        try JSONDecoder().decode(type, from: Data(output.utf8))
    }

    /// Both streams, for what must be in neither.
    var everything: String { output + errors }
}

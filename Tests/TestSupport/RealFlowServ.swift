internal import Foundation
internal import GRDB
internal import Subprocess
internal import SystemPackage

/// A real flowServ under gunicorn, with a database of its own, on a free port of the loopback interface.
package struct RealFlowServ: Sendable {
    /// The base URL of its API.
    package let url: String
    private let directory: TemporaryDirectory

    /// One row of its `api_user` table.
    package struct Row: Hashable, Sendable {
        package let id: String
        package let name: String
        package let isActive: Bool
    }

    /// Starts a server, does something with it and ends it, whatever happens.
    ///
    /// - Throws: ``MissingFile`` when the environment was not made, whatever `body` throws, and an error with the
    ///   server's log when it does not start.
    package static func run<Value: Sendable>(
        workers: Int = 2, threads: Int = 4, _ body: @Sendable (RealFlowServ) async throws -> Value
    ) async throws -> Value {
        let directory = try TemporaryDirectory()
        let environment = try await prepare(directory)
        let result = try await Subprocess.run(
            .path(.init(try PackageFiles.python(.server, "gunicorn"))),
            arguments: [
                "-c", "\(PackageFiles.root)/Tests/python/gunicorn.conf.py", "-w", "\(workers)", "--threads",
                "\(threads)", "robflask.api:create_app()",
            ],
            environment: .inherit.updating(environment), workingDirectory: .init(directory.path),
            input: .none, output: .sequence, error: .discarded
        ) { execution in
            defer { try? execution.send(signal: .quit) }
            for try await line in execution.standardOutput.strings() {
                guard let port = Int(line.trimmingCharacters(in: .whitespacesAndNewlines)) else { continue }
                return try await body(
                    RealFlowServ(url: "http://127.0.0.1:\(port)/flowserv/api/v1", directory: directory))
            }
            throw NotStarted(log: (try? directory.read("server.log")) ?? "no log")
        }
        return result.closureResult
    }

    private static func prepare(
        _ directory: TemporaryDirectory
    ) async throws -> [Subprocess.Environment.Key: String] {
        let environment: [Subprocess.Environment.Key: String] = [
            "FLOWSERV_API_DIR": directory.file("api"),
            "FLOWSERV_DATABASE": "sqlite:///" + directory.file("flow.db"),
            "FLOWSERV_AUTH": "default",
        ]
        let result = try await Subprocess.run(
            .path(.init(try PackageFiles.python(.server, "flowserv"))), arguments: ["init", "-f"],
            environment: .inherit.updating(environment), workingDirectory: .init(directory.path),
            output: .string(limit: 1 << 20), error: .combinedWithOutput)
        guard result.terminationStatus.isSuccess else { throw NotStarted(log: result.standardOutput) }
        return environment
    }

    private struct NotStarted: Error, CustomStringConvertible {
        let log: String
        var description: String { "the real flowServ did not start:\n\(log)" }
    }

    /// Gives a name a second row in the server's own database, as a race of two registers does.
    package func duplicateRow(named name: String) throws {
        var configuration = Configuration()
        configuration.busyMode = .timeout(10)
        let database = try DatabaseQueue(path: directory.file("flow.db"), configuration: configuration)
        try database.write { database in
            try database.execute(
                sql: """
                    INSERT INTO api_user (user_id, secret, name, active)
                    SELECT lower(hex(randomblob(16))), secret, name, active FROM api_user WHERE name = ?
                    """, arguments: [name])
        }
    }

    /// Takes the pending accounts out of the server's own database for the time of the body, as if it were another one.
    package func withoutPendingAccounts(_ body: () async throws -> Void) async throws {
        var configuration = Configuration()
        configuration.busyMode = .timeout(10)
        let database = try DatabaseQueue(path: directory.file("flow.db"), configuration: configuration)
        try await database.write { database in
            try database.execute(sql: "CREATE TABLE kept AS SELECT * FROM api_user WHERE NOT active")
            try database.execute(sql: "DELETE FROM api_user WHERE NOT active")
        }
        try await body()
        try await database.write { database in
            try database.execute(sql: "INSERT INTO api_user SELECT * FROM kept")
            try database.execute(sql: "DROP TABLE kept")
        }
    }

    /// The accounts in the server's own database, pending ones too, without flowServ's default user.
    package func accounts() throws -> [Row] {
        var configuration = Configuration()
        configuration.readonly = true
        configuration.busyMode = .timeout(10)
        let database = try DatabaseQueue(path: directory.file("flow.db"), configuration: configuration)
        return try database.read { database in
            try GRDB.Row.fetchAll(
                database, sql: "SELECT user_id, name, active FROM api_user WHERE user_id <> ? ORDER BY name, user_id",
                arguments: [Self.defaultUserID]
            ).map { Row(id: $0[0], name: $0[1], isActive: $0[2]) }
        }
    }

    private static let defaultUserID = "00000000"
}

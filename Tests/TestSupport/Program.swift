internal import Foundation
package import Subprocess
internal import SystemPackage

/// A program to be run as a process of its own.
package struct Program: Sendable {
    package var executable: String
    package var arguments: [String]
    /// The whole environment; nothing is inherited, so that a test means the same everywhere.
    package var environment: [String: String]
    package var input: String
    /// Where it runs; nil is where the tests run.
    package var directory: String?

    package init(
        _ executable: String, _ arguments: [String] = [], environment: [String: String] = [:], input: String = "",
        directory: String? = nil
    ) {
        self.executable = executable
        self.arguments = arguments
        self.environment = environment
        self.input = input
        self.directory = directory
    }

    /// How a program ended and what it wrote.
    package struct Ending: Sendable {
        package let status: TerminationStatus
        package let output: String
        package let errors: String

        /// The exit status, or nil when a signal ended it.
        package var code: Int32? { if case .exited(let code) = status { code } else { nil } }

        /// The status as a shell sees it: 128 and the number of a signal.
        package var shellCode: Int32? { if case .signaled(let number) = status { 128 + number } else { code } }
    }

    /// Runs it to its end.
    ///
    /// - Parameter meddling: Something to do with the process meanwhile, by its id.
    package func run(
        _ meddling: @Sendable @escaping (pid_t) async throws -> Void = { _ in }
    ) async throws -> Ending {
        let result = try await Subprocess.run(
            .path(.init(executable)), arguments: Arguments(arguments), environment: whole,
            workingDirectory: directory.map { FilePath($0) },
            input: .fileDescriptor(try openInput(), closeAfterSpawningProcess: true), output: .string(limit: 1 << 26),
            error: .string(limit: 1 << 26)
        ) { execution in
            try await meddling(execution.processIdentifier.value)
        }
        return Ending(
            status: result.terminationStatus, output: result.standardOutput, errors: result.standardError)
    }

    /// The input as a file without a name.  With a pipe, a program that ends before it has read everything would end
    /// the tests too.
    private func openInput() throws -> FileDescriptor {
        let directory = try TemporaryDirectory()
        return try FileDescriptor.open(FilePath(try directory.write(input, to: "input")), .readOnly)
    }

    private var whole: Subprocess.Environment {
        let path = ["PATH": "/usr/local/bin:/usr/bin:/bin"].merging(environment) { $1 }
        return .custom(
            Dictionary(
                uniqueKeysWithValues: path.compactMap { name, value in
                    Subprocess.Environment.Key(rawValue: name).map { ($0, value) }
                }))
    }
}

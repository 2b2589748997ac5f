import Foundation
import TestSupport
import Testing

extension Command {
    /// Runs `rollcall` with its standard error in a file of its home, so that a test sees what it says while it says it.
    ///
    /// - Returns: How it ended, without its standard error.
    func run(
        _ arguments: [String], errorsTo file: String, meddling: @Sendable @escaping (pid_t) async throws -> Void
    ) async throws -> Program.Ending {
        // The shell becomes the program, so its id is the program's.
        try await Program(
            "/bin/sh", ["-c", #"exec "$0" "$@" 2>"# + file, try PackageFiles.program("rollcall")] + arguments,
            environment: environment, directory: home.path
        ).run(meddling)
    }

    /// Sends a signal, and waits until the process says that it has taken it.
    func signal(_ pid: pid_t, _ number: Int32, errorsIn file: String) async {
        kill(pid, number)
        await waitUntilStopping(pid, errorsIn: file)
    }

    /// Waits until the process says that it has taken a signal; ends it when that never happens.
    func waitUntilStopping(_ pid: pid_t, errorsIn file: String) async {
        do {
            try await eventually("the process says that it stops") {
                try home.read(file).contains("Stopping: requests in flight may take up to 10 s.")
            }
        } catch {
            kill(pid, SIGKILL)
        }
    }

    /// Runs `rollcall` and ends it with SIGKILL when a certain request is at a certain point; the request goes on.
    func killed(
        _ arguments: [String], behind proxy: MisbehavingProxy, at moment: ProxyTrap.Moment, of call: ProxyTrap.Call,
        number: Int, sourceLocation: SourceLocation = #_sourceLocation
    ) async throws {
        let process = Handover<pid_t>()
        proxy.set(ProxyTrap([call], moment, number: number) { kill(await process.take(), SIGKILL) })
        let ending = try await run(arguments) { await process.give($0) }
        #expect(ending.code == nil, "\(ending.output)\n\(ending.errors)", sourceLocation: sourceLocation)
    }

    /// A run as its report tells it.
    func report(of run: Int = 1) async throws -> ReportDocument {
        try await self("runs", "\(run)", "--format", "json").decoded(as: ReportDocument.self)
    }
}

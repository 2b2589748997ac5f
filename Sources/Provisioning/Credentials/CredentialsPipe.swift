internal import Foundation

/// A shell command that receives credentials on its standard input.
struct CredentialsPipe {
    let command: String
    /// How long the command may take to end after the run has stopped; then it is killed.
    var grace: Duration = .seconds(5)

    /// The variables removed from the command's environment: it receives the credentials, but not rollcall's login.
    private static let secretVariables = ["FLOWSERV_ACCESS_TOKEN", "ROLLCALL_PASSWORD"]

    /// Runs the command with these bytes and waits for it; if the run stops, the command is stopped too.
    ///
    /// - Returns: The failure; nil if the command read everything and ended with 0.
    func deliver(_ bytes: [UInt8], until stop: StopSignal) async -> String? {
        await withCheckedContinuation { continuation in
            // The call blocks as long as the command runs, so it gets a thread of its own.
            Thread.detachNewThread { continuation.resume(returning: run(bytes, stop)) }
        }
    }

    private func run(_ bytes: [UInt8], _ stop: StopSignal) -> String? {
        let shell: ShellCommand
        do {
            shell = try ShellCommand(
                command,
                environment: ProcessInfo.processInfo.environment.filter { !Self.secretVariables.contains($0.key) })
        } catch {
            return "the command cannot be started: \(String(cString: strerror(error.code)))"
        }
        let listener = stop.whenRaised { end(shell, by: stop.reason) }
        defer { stop.forget(listener) }
        let hasTaken = shell.feed(bytes)
        switch shell.wait() {
        case .exited(0): return hasTaken ? nil : "the command did not read everything"
        case .exited(let code): return "the command ended with \(code)"
        case .signaled(let number):
            // Ctrl-C while the command had the terminal was meant for both processes.
            if number == SIGINT, shell.hadTerminal { stop.raise(.interrupted(signal: SIGINT)) }
            return "the command was ended by signal \(number)"
        }
    }

    private func end(_ shell: ShellCommand, by reason: ExecutionStop?) {
        let number = if case .interrupted(let signal) = reason { signal } else { SIGTERM }
        shell.signal(number)
        DispatchQueue.global().asyncAfter(deadline: .now() + grace / .seconds(1)) { shell.signal(SIGKILL) }
    }
}

internal import Foundation

/// A shell command that takes credentials on its standard input.
struct CredentialsPipe {
    let command: String

    /// What is kept out of the command's environment: it gets the credentials, and no login of ours.
    private static let secretVariables = ["FLOWSERV_ACCESS_TOKEN", "ROLLCALL_PASSWORD"]

    /// Runs the command with these bytes and waits for it.
    ///
    /// - Returns: What went wrong; nil when it took everything and ended with 0.
    func deliver(_ bytes: [UInt8]) -> String? {
        // Without this, a command that does not read would end us.
        signal(SIGPIPE, SIG_IGN)
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/sh")
        process.arguments = ["-c", command]
        process.environment = ProcessInfo.processInfo.environment.filter { !Self.secretVariables.contains($0.key) }
        let input = Pipe()
        process.standardInput = input
        // Our own standard output belongs to the report.
        process.standardOutput = FileHandle.standardError
        do {
            try process.run()
        } catch {
            return "the command cannot be started: \(error.localizedDescription)"
        }
        let failure = write(bytes, to: input)
        process.waitUntilExit()
        if process.terminationStatus != 0 || process.terminationReason == .uncaughtSignal {
            return "the command ended with \(process.terminationStatus)"
        }
        return failure
    }

    private func write(_ bytes: [UInt8], to pipe: Pipe) -> String? {
        defer { try? pipe.fileHandleForWriting.close() }
        do {
            try pipe.fileHandleForWriting.write(contentsOf: Data(bytes))
            return nil
        } catch {
            return "the command did not read everything"
        }
    }
}

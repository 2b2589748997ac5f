internal import Foundation

/// A terminal on which a program asks and somebody answers.
package enum Terminal {
    /// One question and what is typed when it is on the screen.
    package struct Line: Encodable, Sendable {
        let prompt: String
        let answer: String?
        let signal: Int32?

        package init(_ prompt: String, answer: String) {
            self.prompt = prompt
            self.answer = answer
            signal = nil
        }

        /// A question at which the program gets a signal; the terminal's last line is `echo on` or `echo off` then.
        package init(_ prompt: String, signal: Int32) {
            self.prompt = prompt
            answer = nil
            self.signal = signal
        }
    }

    /// Runs a program on a terminal of its own to its end.
    ///
    /// - Returns: How it ended, with everything that the terminal showed as its output.
    package static func run(_ program: Program, answering lines: [Line]) async throws -> Program.Ending {
        let dialogue = String(decoding: try JSONEncoder().encode(lines), as: UTF8.self)
        var onTerminal = program
        onTerminal.executable = try PackageFiles.python(.server, "python")
        onTerminal.arguments =
            [PackageFiles.root + "/Tests/python/terminal.py", dialogue, program.executable] + program.arguments
        return try await onTerminal.run()
    }
}

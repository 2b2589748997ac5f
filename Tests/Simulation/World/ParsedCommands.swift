import ArgumentParser
import Synchronization

@testable import rollcall

/// The command lines that were parsed before: worlds repeat them, and parsing one takes longer than a night.
enum ParsedCommands {
    private struct Known: @unchecked Sendable {
        var commands: [[String]: any ParsableCommand] = [:]
    }

    private static let known = Mutex(Known())

    /// Returns the command of these arguments.
    static func command(_ arguments: [String]) throws -> any ParsableCommand {
        if let command = known.withLock({ $0.commands[arguments] }) { return command }
        let command = try Rollcall.parseAsRoot(arguments)
        let parsed = Known(commands: [arguments: command])
        known.withLock { known in
            if known.commands.count > 10_000 { known.commands = [:] }
            known.commands.merge(parsed.commands) { $1 }
        }
        return command
    }
}

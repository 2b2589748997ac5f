import ArgumentParser

/// The commands, named by their words after `rollcall`, such as `apply` and `journal merge`.
enum CommandNames {
    /// Every command that does something, in the order of the help.
    static let all: [String] = commands.map(\.name)

    /// The same commands with their types.
    static var commands: [(name: String, type: any ParsableCommand.Type)] { below(Rollcall.self, path: []) }

    /// The words that only lead to other commands, such as `journal`.
    static let groups: Set<String> = Set(
        all.compactMap { name in name.firstIndex(of: " ").map { String(name[..<$0]) } })

    /// Returns the words of the command at the start of a command line.
    ///
    /// - Parameter line: The words after `rollcall`.
    static func words(startOf line: some Sequence<some StringProtocol>) -> [String] {
        let words = line.prefix { !$0.hasPrefix("-") }.prefix(2).map { String($0) }
        return words.first.map(groups.contains) == true ? words : Array(words.prefix(1))
    }

    /// Returns the command at the start of a command line: the innermost one that its words lead to, otherwise
    /// `rollcall` itself.
    static func command(at line: some Sequence<String>) -> any ParsableCommand.Type {
        var command: any ParsableCommand.Type = Rollcall.self
        for word in line {
            guard let next = command.configuration.subcommands.first(where: { $0._commandName == word }) else {
                break
            }
            command = next
        }
        return command
    }

    private static func below(
        _ command: any ParsableCommand.Type, path: [String]
    ) -> [(name: String, type: any ParsableCommand.Type)] {
        let commands = command.configuration.subcommands
        if commands.isEmpty { return [(path.joined(separator: " "), command)] }
        return commands.flatMap { below($0, path: path + [$0._commandName]) }
    }
}

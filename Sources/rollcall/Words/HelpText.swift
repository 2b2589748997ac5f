import ArgumentParser
import Foundation

/// The help of a command as it is shown: what the parser writes, then examples.
struct HelpText {
    private let command: any ParsableCommand.Type

    /// - Parameter given: The words after `rollcall` that asked for the help.
    init(for given: [String]) {
        command = CommandNames.command(at: given.first == "help" ? given.dropFirst() : given[...])
    }

    /// - Parameter text: What the parser writes.
    func complete(_ text: String) -> String {
        guard text.hasPrefix("OVERVIEW: ") else { return text }
        var sections = [text.trimmingCharacters(in: .newlines)]
        if let examples = (command as? any ExampledCommand.Type)?.examples {
            sections.append("EXAMPLES:\n" + examples.map(Self.lines).joined(separator: "\n"))
        }
        if command == Rollcall.self { sections.append("EXIT STATUS:\n" + ExitStatus.table) }
        return sections.joined(separator: "\n\n")
    }

    private static func lines(_ example: Example) -> String {
        "  \(example.purpose):\n"
            + example.call.split(separator: "\n").map { "    " + $0 }.joined(separator: "\n")
    }
}

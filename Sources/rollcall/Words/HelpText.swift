import ArgumentParser
import Foundation

/// The displayed help of a command: the parser's text, then examples.
struct HelpText {
    private let command: any ParsableCommand.Type

    /// Creates the help.
    ///
    /// - Parameter given: The words after `rollcall` that requested the help.
    init(for given: [String]) {
        command = CommandNames.command(at: given.first == "help" ? given.dropFirst() : given[...])
    }

    /// Returns the parser's text with the examples.
    ///
    /// - Parameter text: The parser's text.
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

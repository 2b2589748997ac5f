import ArgumentParser
import Foundation

/// The names of the flags of every command, according to the parser.
struct HelpTree {
    /// The flags by the words of the command, with their dashes: the long names and the letters.
    let flags: [String: Set<String>]

    private struct Document: Decodable {
        let command: Node
    }

    private struct Node: Decodable {
        let commandName: String
        let arguments: [Argument]?
        let subcommands: [Node]?
    }

    private struct Argument: Decodable {
        let names: [Name]?

        struct Name: Decodable {
            let kind: String
            let name: String

            var flag: String { (kind == "long" ? "--" : "-") + name }
        }
    }

    /// Reads the flags from the parser.
    init() {
        guard let document = try? JSONDecoder().decode(Document.self, from: Data(Rollcall._dumpHelp().utf8)) else {
            flags = [:]
            return
        }
        var flags: [String: Set<String>] = [:]
        func collect(_ node: Node, _ path: [String]) {
            flags[path.joined(separator: " ")] = Set((node.arguments ?? []).flatMap { $0.names ?? [] }.map(\.flag))
            for inner in node.subcommands ?? [] { collect(inner, path + [inner.commandName]) }
        }
        collect(document.command, [])
        self.flags = flags
    }
}

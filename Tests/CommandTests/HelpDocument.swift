import Foundation
import TestSupport

/// What the binary says of its own commands, as `--experimental-dump-help` prints it.
struct HelpDocument: Decodable {
    let command: Node

    struct Node: Decodable {
        let commandName: String
        let arguments: [Argument]?
        let subcommands: [Node]?
    }

    struct Argument: Decodable {
        let kind: String
        let shouldDisplay: Bool
        let names: [Name]?
    }

    struct Name: Decodable {
        let kind: String
        let name: String
    }

    /// Every command that does something, by its words after `rollcall`, with its flags.
    let flags: [String: Set<String>]

    enum CodingKeys: CodingKey {
        case command
    }

    init(from decoder: any Decoder) throws {
        command = try decoder.container(keyedBy: CodingKeys.self).decode(Node.self, forKey: .command)
        var flags: [String: Set<String>] = [:]
        for node in command.subcommands ?? [] where node.commandName != "help" { node.collect(path: "", &flags) }
        self.flags = flags
    }

    /// Asks the binary.
    static func ofBinary() async throws -> HelpDocument {
        let ending = try await Program(try PackageFiles.program("rollcall"), ["--experimental-dump-help"]).run()
        return try JSONDecoder().decode(HelpDocument.self, from: Data(ending.output.utf8))
    }
}

extension HelpDocument.Node {
    fileprivate func collect(path: String, _ flags: inout [String: Set<String>]) {
        let path = path.isEmpty ? commandName : path + " " + commandName
        for node in subcommands ?? [] { node.collect(path: path, &flags) }
        guard subcommands?.isEmpty ?? true else { return }
        let names = (arguments ?? []).filter(\.shouldDisplay).flatMap { $0.names ?? [] }
        flags[path] = Set(names.filter { $0.kind == "long" }.map { "--" + $0.name })
    }
}

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
        let sectionTitle: String?
        let valueName: String?
        let names: [Name]?
    }

    struct Name: Decodable {
        let kind: String
        let name: String
    }

    /// A flag or an option of a command.
    struct Option {
        /// Its long name, as in `--journal`.
        let flag: String
        /// Its letter, as in `-y`.
        let letter: String?
        /// `flag` or `option`.
        let kind: String
        /// What it takes.
        let value: String?
        /// The section of the help that it stands in.
        let section: String?
    }

    /// Every command that does something, by its words after `rollcall`, with its flags and options.
    let options: [String: [Option]]
    /// The words that only lead to other commands.
    let groups: Set<String>

    /// Every command that does something, by its words after `rollcall`, with its flags.
    var flags: [String: Set<String>] { options.mapValues { Set($0.map(\.flag)) } }

    /// The letters of all commands, each with the flag that it stands for.
    var letters: [String: String] {
        let pairs = options.values.joined().compactMap { option in option.letter.map { ($0, option.flag) } }
        return Dictionary(pairs) { $0 == $1 ? $0 : "\($0) and \($1)" }
    }

    enum CodingKeys: CodingKey {
        case command
    }

    init(from decoder: any Decoder) throws {
        command = try decoder.container(keyedBy: CodingKeys.self).decode(Node.self, forKey: .command)
        var options: [String: [Option]] = [:]
        let commands = (command.subcommands ?? []).filter { $0.commandName != "help" }
        for node in commands { node.collect(path: "", &options) }
        self.options = options
        groups = Set(commands.filter { !($0.subcommands ?? []).isEmpty }.map(\.commandName))
    }

    /// Asks the binary.
    static func ofBinary() async throws -> HelpDocument {
        let ending = try await Program(try PackageFiles.program("rollcall"), ["--experimental-dump-help"]).run()
        return try JSONDecoder().decode(HelpDocument.self, from: Data(ending.output.utf8))
    }
}

extension HelpDocument.Node {
    fileprivate func collect(path: String, _ options: inout [String: [HelpDocument.Option]]) {
        let path = path.isEmpty ? commandName : path + " " + commandName
        for node in subcommands ?? [] { node.collect(path: path, &options) }
        guard subcommands?.isEmpty ?? true else { return }
        options[path] = (arguments ?? []).filter(\.shouldDisplay).compactMap { argument in
            guard let name = argument.names?.first(where: { $0.kind == "long" }) else { return nil }
            let letter = argument.names?.first { $0.kind == "short" }.map { "-" + $0.name }
            return HelpDocument.Option(
                flag: "--" + name.name, letter: letter, kind: argument.kind, value: argument.valueName,
                section: argument.sectionTitle)
        }
    }
}

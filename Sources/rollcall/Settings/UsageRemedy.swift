/// The probable meaning of a command line that the parser rejects.
struct UsageRemedy {
    /// The message; nil if the parser's own message is better.
    let message: String?
    /// Whether the command line names a command that does not exist.
    let isUnknownCommand: Bool

    /// Analyzes a command line.
    ///
    /// - Parameter given: The words after `rollcall`, as typed.
    init(_ given: [String]) {
        let words = CommandNames.words(startOf: given)
        let name = words.joined(separator: " ")
        let isKnown = CommandNames.all.contains(name) || CommandNames.groups.contains(name)
        if words.isEmpty {
            (message, isUnknownCommand) = (Self.aboutOrder(given), false)
        } else if words[0] == "help" {
            message = Self.aboutHelp(Array(given.dropFirst().prefix { !$0.hasPrefix("-") }))
            isUnknownCommand = message != nil
        } else {
            let rest = Array(given.dropFirst(words.count))
            message = isKnown ? Self.aboutFlags(TypedFlags(rest), of: name) : Self.aboutCommand(words, rest)
            isUnknownCommand = !isKnown
        }
    }

    // MARK: Commands

    /// Returns the message about `help` for an unknown command.
    private static func aboutHelp(_ topic: [String]) -> String? {
        let words = CommandNames.words(startOf: topic)
        let name = words.joined(separator: " ")
        let isKnown = topic.isEmpty || CommandNames.all.contains(name) || CommandNames.groups.contains(name)
        return isKnown ? nil : aboutCommand(words, Array(topic.dropFirst(words.count)))
    }

    private static func aboutCommand(_ words: [String], _ rest: [String]) -> String {
        let unknown =
            "\"\(words.last ?? "")\" is not a command of "
            + (["rollcall"] + words.dropLast()).joined(separator: " ") + ".  "
        let calls = meant(by: words, rest).map { SuggestedCommand.plain($0) }
        return switch calls.count {
        case 0:
            unknown + "To see those that are, type: "
                + SuggestedCommand.plain((words.dropLast() + ["--help"]).joined(separator: " "))
        case 1: unknown + "Did you mean: " + calls[0]
        default: unknown + "Did you mean one of: " + calls.joined(separator: ", ")
        }
    }

    /// Returns the commands that were probably meant; empty if none is similar.
    private static func meant(by words: [String], _ rest: [String]) -> [String] {
        // A command without its group, or with another group.
        let typed = words[words.count - 1]
        let others = CommandNames.all.filter { $0.hasSuffix(" " + typed) }
        if !others.isEmpty { return others }
        if words.count == 2 {
            return nearest(typed, in: CommandNames.all.filter { $0.hasPrefix(words[0] + " ") }) {
                $0.split(separator: " ")[1]
            }
        }
        // A misspelled group, and the word after it.
        if let next = rest.first, let group = nearest(typed, in: CommandNames.groups.sorted(), by: { $0[...] }).first
        {
            let name = group + " " + next
            if CommandNames.all.contains(name) { return [name] }
        }
        return nearest(typed, in: CommandNames.all + CommandNames.groups.sorted() + ["help"]) {
            $0.split(separator: " ").last ?? ""
        }
    }

    /// Returns the names whose words differ least from the typed one, within a limit.
    private static func nearest(_ typed: String, in names: [String], by word: (String) -> Substring) -> [String] {
        let distances = names.map { (name: $0, distance: EditDistance.distance(typed, String(word($0)))) }
        guard let least = distances.map(\.distance).min(), least <= (typed.count > 4 ? 2 : 1) else { return [] }
        return distances.filter { $0.distance == least }.map(\.name)
    }

    // MARK: Flags

    /// Returns the message about flags before their command.
    private static func aboutOrder(_ given: [String]) -> String? {
        let known = CommandNames.groups.union(CommandNames.all)
        guard let flag = TypedFlags(given).names.first, let start = given.firstIndex(where: known.contains) else {
            return nil
        }
        let name = CommandNames.words(startOf: given[start...]).joined(separator: " ")
        return "\(flag) must come after the command: \(SuggestedCommand.plain(name + " " + flag))"
    }

    private static func aboutFlags(_ typed: TypedFlags, of command: String) -> String? {
        let tree = HelpTree()
        let own = tree.flags[command] ?? []
        for flag in typed.names where !own.contains(flag) {
            if own.contains("-" + flag) {
                return "\"\(flag)\" is not an option of \(command).  Did you mean: -\(flag)"
            }
            guard let foreign = foreign(flag, beside: own, in: tree) else {
                // The parser does not suggest every similar name.
                let meant = flag.hasPrefix("--") ? nearest(flag, in: own.sorted(), by: { $0[...] }) : []
                guard let first = meant.first else { continue }
                return "\"\(flag)\" is not an option of \(command).  Did you mean: \(first)"
            }
            let setting = Setting.all.first { "-\($0.short.map(String.init) ?? "")" == foreign }
            let shown = setting.map { "\(foreign) (\($0.flag))" } ?? foreign
            return "\(shown) belongs to \(owners(of: foreign, in: tree)), not to \(command).  "
                + "To see the options of \(command), type: \(SuggestedCommand.plain(command + " --help"))"
        }
        return nil
    }

    /// Returns the flag of another command that the typed word is or that is among its letters.
    private static func foreign(_ flag: String, beside own: Set<String>, in tree: HelpTree) -> String? {
        let known = tree.flags.values.reduce(into: Set<String>()) { $0.formUnion($1) }
        let letters = TypedFlags.letters(of: flag).map { "-\($0)" }
        if letters.isEmpty { return known.contains(flag) ? flag : nil }
        // A long name with one dash does not consist of flag letters.
        return letters.allSatisfy(known.contains) ? letters.first { !own.contains($0) } : nil
    }

    /// Returns the commands that have a flag; a group stands for all of its commands.
    private static func owners(of flag: String, in tree: HelpTree) -> String {
        var owners: [String] = []
        for name in CommandNames.all where tree.flags[name]?.contains(flag) == true {
            let group = String(name.prefix { $0 != " " })
            let isWhole = CommandNames.all.filter { $0.hasPrefix(group + " ") }
                .allSatisfy { tree.flags[$0]?.contains(flag) == true }
            let owner = isWhole ? group : name
            if !owners.contains(owner) { owners.append(owner) }
        }
        guard let last = owners.popLast() else { return "another command" }
        return owners.isEmpty ? last : owners.joined(separator: ", ") + " and " + last
    }
}

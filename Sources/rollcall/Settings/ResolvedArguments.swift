/// The command line with the flags that the environment and the configuration file add to it.
struct ResolvedArguments {
    /// What is parsed.
    let arguments: [String]
    /// Where the values of flags came from that the command line does not have.
    let origins: [String: SettingSources.Origin]
    /// What the file sets that is no flag, by its variable.
    let variables: [String: String]

    /// Adds every setting of the command that is set somewhere and not given by a flag.
    ///
    /// - Parameter given: The words after `rollcall`.
    init(_ given: [String]) throws {
        let words = CommandNames.words(startOf: given)
        let command = words.joined(separator: " ")
        let flags = TypedFlags(given.dropFirst(words.count))
        guard Setting.all.contains(where: { $0.commands.contains(command) }), !flags.has("--help", short: "h") else {
            self.init(arguments: given, origins: [:], variables: [:])
            return
        }
        let sources = try SettingSources(config: flags.value(of: "--config"))
        var added: [String] = []
        var origins: [String: SettingSources.Origin] = [:]
        for setting in Setting.all where setting.commands.contains(command) {
            guard !flags.has(setting), let found = try sources.find(setting) else { continue }
            added += setting.arguments(found.values)
            origins[setting.flag] = found.origin
        }
        var variables: [String: String] = [:]
        for setting in Setting.all where setting.commands.isEmpty {
            variables[setting.variable] = try sources.find(setting)?.values.first
        }
        self.init(
            arguments: words + added + given.dropFirst(words.count), origins: origins, variables: variables)
    }

    private init(
        arguments: [String], origins: [String: SettingSources.Origin], variables: [String: String]
    ) {
        self.arguments = arguments
        self.origins = origins
        self.variables = variables
    }

    /// A failure that complains about a flag which was never typed says where it came from.
    func explain(_ failure: Failure) -> Failure {
        let guilty = origins.filter { flag, _ in
            failure.message.contains(flag + " ") || failure.message.contains(flag + ":")
        }
        guard failure.status == .usage, let (flag, origin) = guilty.min(by: { $0.key < $1.key }) else {
            return failure
        }
        return Failure(failure.status, failure.message + "\n\(flag) comes from \(origin.words).")
    }
}

extension Setting {
    /// The arguments that give these values.
    fileprivate func arguments(_ values: [String]) -> [String] {
        switch kind {
        case .toggle: values == ["true"] ? [flag] : []
        case .text, .integer, .list, .pairs: values.map { "\(flag)=\($0)" }
        }
    }
}

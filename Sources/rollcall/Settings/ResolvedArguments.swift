/// The command line with the flags that the environment and the configuration file add to it.
struct ResolvedArguments {
    /// The arguments to parse.
    let arguments: [String]
    /// The sources of the values of flags that are not on the command line.
    let origins: [String: SettingSources.Origin]
    /// The settings in the file that are not flags, by variable.
    let variables: [String: String]

    /// Adds every configured setting of the command that is not given by a flag.
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
        for setting in Setting.all
        where setting.commands.contains(command) && !setting.typedOnly.contains(command) {
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

    /// Adds the source to a failure that concerns a flag which was never typed.
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
    /// Returns the arguments that give these values.
    fileprivate func arguments(_ values: [String]) -> [String] {
        switch kind {
        case .toggle: values == ["true"] ? [flag] : []
        case .text, .integer, .list, .pairs: values.map { "\(flag)=\($0)" }
        }
    }
}

import ArgumentParser
import FlowServ
import Foundation

/// `rollcall config`: shows every setting, its value, and the source of the value.
struct ConfigCommand: ExampledCommand {
    static let configuration = CommandConfiguration(
        commandName: "config", abstract: "Show every setting, its value and its origin.",
        usage: "rollcall config [<options>]")

    static let examples = [
        Example("See what the environment sets", "rollcall config"),
        Example("Check a file of settings", "rollcall config --config rollcall.yaml"),
    ]

    /// The output options.
    struct Output: ParsableArguments {
        @Option(help: ArgumentHelp("The form of the list.", valueName: "format")) var format: OutputFormat = .text
    }

    @OptionGroup(title: HelpSection.output) var output: Output
    @OptionGroup var general: GeneralOptions

    private func found(_ key: String, _ sources: SettingSources) throws -> String? {
        try Setting.all.first { $0.key == key }.flatMap(sources.find)?.values.first
    }

    /// Returns the configured server; nil if it is not a valid address.
    private func server(_ sources: SettingSources) throws -> ServerAddress? {
        guard let url = try found("server", sources) else {
            return try? ServerAddress(flowservSettings: Environment.all)
        }
        return try? ServerAddress(url)
    }

    func run() throws {
        try general.start()
        let sources = try SettingSources(config: general.config)
        let lines =
            try Setting.groups.flatMap { group in
                try group.settings.map { setting in
                    ConfigText.Line(
                        setting, in: group.title, try sources.find(setting),
                        standard: try standard(of: setting, sources))
                }
            }
            + ConfigText.surroundings(
                Environment.all, server: server(sources), hasAuthorities: found("cacert", sources) != nil)
        switch output.format {
        case .text: Console.product(ConfigText(lines: lines).render())
        case .json: Console.product(try JSONOutput.text(ConfigText.Document(settings: lines)))
        }
        for name in ConfigText.strangers(in: Environment.all) {
            Console.note("warning: \(PrintableText.escaped(name)) is not a setting and is ignored.")
        }
        try validateValues()
        for key in ["cacert", "passwordFile"] { try warnUnlessReadable(key, sources) }
    }

    /// Warns if a file that a setting names cannot be read: it may be there for another user, or on another machine.
    private func warnUnlessReadable(_ key: String, _ sources: SettingSources) throws {
        guard let setting = Setting.all.first(where: { $0.key == key }), let found = try sources.find(setting),
            let path = found.values.first, !FileManager.default.isReadableFile(atPath: path)
        else { return }
        Console.note(
            "warning: \(PrintableText.escaped(found.origin.words)): \(key) is \(quoted(path)), which you cannot read here."
        )
    }

    /// Returns the default value; if it depends on this machine, the actual value.
    private func standard(of setting: Setting, _ sources: SettingSources) throws -> String {
        switch setting.name {
        case "server": return try server(sources)?.url ?? "not a valid address"
        case "journal": return JournalOptions.standardPath
        case "settle":
            let timeout = try found("timeout", sources).flatMap(Int.init) ?? 30
            return "\(max(Int(setting.standard) ?? 0, timeout + 5))"
        default: return setting.standard
        }
    }

    /// Throws if a command does not accept one of the values.
    private func validateValues() throws {
        let config = general.config.map { ["--config", $0] } ?? []
        for command in [["check", "ROSTER"], ["plan", "ROSTER"], ["apply", "ROSTER"], ["resume"], ["runs"]] {
            let arguments = try ResolvedArguments(command.prefix(1) + config + command.dropFirst())
            do {
                try (Rollcall.parseAsRoot(arguments.arguments) as? any SettingsValidator)?.validateSettings()
            } catch let failure as Failure {
                // Plain http is refused by the command itself.
                if failure.status == .usage { throw arguments.explain(failure) }
            } catch {
                throw arguments.explain(Failure(.usage, Rollcall.message(for: error)))
            }
        }
    }
}

/// A command that can check the values of its options without reading or sending anything.
protocol SettingsValidator {
    func validateSettings() throws
}

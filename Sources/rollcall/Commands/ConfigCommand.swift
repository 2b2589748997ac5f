import ArgumentParser
import FlowServ

/// `rollcall config`: every setting, its value, and where that came from.
struct ConfigCommand: ExampledCommand {
    static let configuration = CommandConfiguration(
        commandName: "config", abstract: "Show every setting, its value and its origin.",
        usage: "rollcall config [<options>]")

    static let examples = [
        Example("See what the environment sets", "rollcall config"),
        Example("Check a file of settings", "rollcall config --config rollcall.yaml"),
    ]

    /// What is printed.
    struct Output: ParsableArguments {
        @Option(help: ArgumentHelp("The form of the list.", valueName: "format")) var format: OutputFormat = .text
    }

    @OptionGroup(title: HelpSection.output) var output: Output
    @OptionGroup var general: GeneralOptions

    private func found(_ key: String, _ sources: SettingSources) throws -> String? {
        try Setting.all.first { $0.key == key }.flatMap(sources.find)?.values.first
    }

    /// The server that is set; nil where what is set is no address.
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
            try Setting.all.map { ConfigText.Line($0, try sources.find($0)) }
            + ConfigText.surroundings(
                Environment.all, server: server(sources), hasAuthorities: found("cacert", sources) != nil)
        switch output.format {
        case .text: Console.product(ConfigText(lines: lines).render())
        case .json: Console.product(try JSONOutput.text(ConfigText.Document(settings: lines)))
        }
        for name in ConfigText.strangers(in: Environment.all) {
            Console.note("warning: \(PrintableText.escaped(name)) is no setting, and has no effect.")
        }
    }
}

import ArgumentParser
import FlowServ

/// `rollcall config`: every setting, its value, and where that came from.
struct ConfigCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "config", abstract: "Show every setting, its value and where it came from.")

    @OptionGroup var general: GeneralOptions
    @Option(help: "text or json.") var format: OutputFormat = .text

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
        switch format {
        case .text: Console.product(ConfigText(lines: lines).render())
        case .json: Console.product(try JSONOutput.text(ConfigText.Document(settings: lines)))
        }
        for name in ConfigText.strangers(in: Environment.all) {
            Console.note("warning: \(PrintableText.escaped(name)) is no setting, and has no effect.")
        }
    }
}

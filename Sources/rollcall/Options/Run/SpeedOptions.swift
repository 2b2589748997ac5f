import ArgumentParser
import Provisioning

/// The options for the rate of requests.
struct SpeedOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            """
            Maximum number of concurrent requests, lowered while the server is overloaded (default: 8; flowServ gains \
            nothing from more).
            """,
            valueName: "n"))
    var concurrency: Int?

    @Option(help: ArgumentHelp("Maximum number of requests per second, as in 50 or 50/s.", valueName: "n/s"))
    var rate: String?

    @OptionGroup var settling: SettleOptions

    /// Returns the maximum number of requests in flight; nil if it is not set.
    func width() throws -> Int? {
        guard let concurrency else { return nil }
        guard (1...1024).contains(concurrency) else {
            throw Failure(.usage, "--concurrency \(concurrency): use 1 to 1024.")
        }
        return concurrency
    }

    /// The valid rates; the lowest is about one request in a quarter of an hour, the highest is no real limit.
    private static let rates = 0.001...1_000_000

    /// Returns the maximum number of requests per second.
    func requestsPerSecond() throws -> Double? {
        guard let text = rate else { return nil }
        let number = text.hasSuffix("/s") ? text.dropLast(2) : text[...]
        guard let rate = Double(number), Self.rates.contains(rate) else {
            throw Failure(
                .usage,
                "--rate \(text): use requests per second, as in 50/s, between 0.001 and 1000000.")
        }
        return rate
    }
}

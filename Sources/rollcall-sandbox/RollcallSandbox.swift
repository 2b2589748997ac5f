import ArgumentParser
import Foundation
import Sandbox

/// The sandbox as a separate program.
@main
struct RollcallSandbox: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rollcall-sandbox",
        abstract: "A flowServ in memory, for trying rollcall out.",
        discussion: """
            It listens on the loopback interface only and forgets everything when it ends.
            POST /sandbox/faults makes calls fail on cue, GET /sandbox/accounts and /sandbox/calls show what \
            happened.
            """)

    @Option(help: "The port to listen on; 0 takes any free one.")
    var port = 0

    @Option(help: ArgumentHelp("How long every call takes at the least.", valueName: "ms"))
    var latency = 0

    @Option(help: "The token header that arrives: api-key as behind today's gunicorn, or api_key.")
    var header = SandboxOptions.Front.hyphen.rawValue

    @Option(
        help: ArgumentHelp(
            "Registers look for the name and insert it this much later, as the real flowServ does.",
            valueName: "ms"))
    var race: Int?

    @Option(help: ArgumentHelp("A file to write the URL to when it listens.", valueName: "file"))
    var readyFile: String?

    @Option(help: ArgumentHelp("An account to begin with; may be repeated.", valueName: "name:password"))
    var user: [InitialAccount] = [InitialAccount(name: "admin", password: "sandbox")]

    func validate() throws {
        guard (0...65535).contains(port) else { throw ValidationError("--port must be from 0 to 65535.") }
        guard SandboxOptions.Front(rawValue: header) != nil else {
            throw ValidationError("--header must be api-key or api_key.")
        }
        guard latency >= 0, race ?? 0 >= 0 else { throw ValidationError("A time must not be negative.") }
    }

    func run() async throws {
        var options = SandboxOptions()
        options.front = SandboxOptions.Front(rawValue: header) ?? .hyphen
        options.latency = .milliseconds(latency)
        options.registerGap = race.map { .milliseconds($0) }
        let backend = SandboxBackend(options)
        for account in user {
            await backend.addAccount(account.name, password: account.password)
        }
        let signals = TerminationSignals()
        let server = try await SandboxServer.start(backend, port: port)
        try announce(server.url)
        await signals.wait()
        await server.stop()
    }

    /// Prints exactly one line on standard output, unbuffered even through a pipe.
    private func announce(_ url: String) throws {
        try FileHandle.standardOutput.write(contentsOf: Data("flowServ sandbox at \(url)\n".utf8))
        if let readyFile {
            try Data("\(url)\n".utf8).write(to: URL(fileURLWithPath: readyFile), options: .atomic)
        }
    }
}

import Accounts
import FlowServ
import Foundation
import Provisioning

/// `rollcall-unjournaled URL PLAN ROSTER WIDTH`: carries out a saved plan of a plain CSV with the journal's writer
/// stubbed out, so that a benchmark can measure the cost of the journal.
///
/// Nothing is recorded anywhere: use it only with a server that merely answers, never with a real one.
@main
enum Unjournaled {
    static func main() async throws {
        let arguments = CommandLine.arguments
        guard arguments.count == 5, let width = Int(arguments[4]) else {
            FileHandle.standardError.write(Data("usage: rollcall-unjournaled URL PLAN ROSTER WIDTH\n".utf8))
            exit(64)
        }
        let address = try ServerAddress(arguments[1])
        let plan = try JSONDecoder().decode(Plan.self, from: Data(contentsOf: URL(fileURLWithPath: arguments[2])))
        let passwords = try passwords(in: arguments[3])
        var connection = ConnectionSettings()
        connection.connections = width
        let service = try await RemoteUserService.connect(
            to: address, token: AccessToken("canned"), settings: connection)
        let journal = try Journal.withoutWriting()
        let run = try journal.begin(NewRun(plan, now: Date()))
        var settings = ExecutionSettings()
        settings.concurrency = width
        settings.verifies = false
        let process = Run(
            service: service, journal: journal, settings: settings,
            credentials: RunCredentials(password: { passwords[$0] }),
            on: RequestThread.all)
        _ = try await process.carryOut(run, at: address.url, naming: .nobody)
        await service.shutdown()
    }

    /// Reads the first two columns of a file without quotes: names and passwords.
    private static func passwords(in path: String) throws -> [AccountName: Secret] {
        let rows = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").dropFirst().map { line in
            let fields = line.split(separator: ",", maxSplits: 2, omittingEmptySubsequences: false)
            return (AccountName(String(fields[0])), Secret(String(fields[1])))
        }
        return Dictionary(uniqueKeysWithValues: rows)
    }
}

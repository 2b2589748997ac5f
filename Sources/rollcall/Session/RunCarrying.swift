import FlowServ
import Provisioning
import Roster

/// Carries out a run and says how it went; what `apply` and `resume` have in common.
struct RunCarrying {
    let session: ServerSession
    let journal: Journal
    let settings: ExecutionSettings
    let isQuiet: Bool

    /// Carries out the run.
    ///
    /// - Throws: ``Failure`` or an exit code when not every account is as wanted.
    func carryOut(_ run: RunRecord, roster: Roster) async throws -> RunReport {
        let display = ProgressDisplay(style: isQuiet ? .nothing : Console.errorIsTerminal ? .bar : .lines)
        let executor = Executor(
            service: session.service, journal: journal, settings: settings, credentials: credentials(roster),
            report: display.report)
        let conclusion: RunConclusion
        do {
            let showing = Task { await display.run() }
            defer { showing.cancel() }
            conclusion = try await executor.finish(run, server: session.address.url)
            showing.cancel()
            await showing.value
        } catch let error as JournalError {
            throw Failure(error)
        }
        if let stop = conclusion.stop { throw failure(stop, conclusion.report) }
        return conclusion.report
    }

    private func credentials(_ roster: Roster) -> Executor.Credentials {
        let passwords = Dictionary(
            roster.entries.map { (AccountName($0.username), $0.password) }, uniquingKeysWith: { first, _ in first })
        return Executor.Credentials(
            password: { name in passwords[name].flatMap(\.self).map { Secret($0.reveal()) } }, logIn: session.logIn)
    }

    private func failure(_ stop: ExecutionStop, _ report: RunReport) -> Failure {
        let counts =
            "Run \(report.run): \(report.summary.succeeded) of \(report.summary.planned) done, "
            + "\(report.summary.remaining) not sent, \(report.summary.unknown) sent without a known outcome."
        let resume = "Nothing is lost; when it is mended, type: rollcall resume"
        return switch stop {
        case .serverUnreachable(let reason):
            Failure(.serverTrouble, "The server was given up: \(reason).\n\(counts)\n\(resume)")
        case .notLoggedIn(let reason):
            Failure(.serverTrouble, "The server does not accept our login: \(reason).\n\(counts)\n\(resume)")
        case .interrupted:
            Failure(.interrupted, "Interrupted.\n\(counts)\nTo continue, type: rollcall resume")
        case .journal(let error):
            Failure(.error, "\(error)\n\(counts)")
        }
    }
}

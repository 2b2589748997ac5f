import Accounts
import FlowServ
import Provisioning

/// The message about a run that stopped early: the reason, what was done, what was not, and what to type.
struct StoppedRun {
    let report: RunReport
    /// The ids that are in no journal.
    let unrecorded: [UnrecordedID]

    init(_ conclusion: RunConclusion) {
        report = conclusion.report
        unrecorded = conclusion.unrecorded
    }

    /// Returns the message and the exit status for a reason.
    func failure(_ stop: ExecutionStop) -> Failure {
        switch stop {
        case .serverUnreachable(let reason):
            Failure(
                .serverFailure, message("Stopped: the server cannot be used: \(reason).", "When it is back, type"))
        case .notLoggedIn(let reason):
            Failure(
                .serverFailure,
                message(
                    "Stopped: the listing cannot be read, because the server rejects the login: \(reason).",
                    "With a valid FLOWSERV_ACCESS_TOKEN, or ROLLCALL_USERNAME and ROLLCALL_PASSWORD_FILE, type"))
        case .tooManyFailures(let failed, let limit):
            Failure(
                .partial,
                message(
                    "Stopped: \(counted(failed, "account")) failed\(sinceResumed(failed)); \(allowance(limit)).",
                    SuggestedCommand.text("runs \(report.run)") + " shows why.  When that is fixed, type"))
        case .canaryFailed(let failed, let size):
            Failure(
                .partial,
                message(
                    "Stopped: \(failed.count.grouped) of the first \(counted(size, "account")) failed ("
                        + listed(failed.map(\.text), limit: 5) + ").",
                    SuggestedCommand.text("runs \(report.run)") + " shows why.  When that is fixed, type"))
        case .unknownIDs(let count):
            Failure(
                .refused,
                message(
                    "Stopped: the server does not know the ids of the first "
                        + counted(count, "account")
                        + " to activate (unknown-ids).  It may use another database, or an "
                        + "older copy of it.  The ids are kept.\nIf those accounts were really removed, type: "
                        + SuggestedCommand.text("resume --accept unknown-ids"),
                    "When the right database is back, type"))
        case .interrupted(let signal):
            Failure(
                Interruption.status(of: signal),
                message("Interrupted.", unrecorded.isEmpty ? "To continue, type" : "Then, to continue, type"))
        case .journal(let error):
            Failure(
                .error,
                message(error.words, unrecorded.isEmpty ? "When it can be written again, type" : "Then type"))
        }
    }

    /// The number of failures of the whole run, if some of them are older than its resumption.
    private func sinceResumed(_ failed: Int) -> String {
        let all = report.summary.failed + report.summary.stranded
        return all > failed ? " since the run was resumed (\(all.grouped) in all)" : ""
    }

    /// What `--max-failures` allows: "--max-failures 2% allows 6 of 300".
    private func allowance(_ limit: Limit) -> String {
        let planned = report.summary.planned
        return switch limit {
        case .number(let number): "--max-failures allows \(number.grouped)"
        case .percent: "--max-failures \(limit) allows \(limit.allowed(of: planned).grouped) of \(planned.grouped)"
        }
    }

    private func message(_ reason: String, _ remedy: String) -> String {
        let summary = report.summary
        let counts =
            "Run \(report.run): \(summary.succeeded.grouped) of \(summary.planned.grouped) done, "
            + "\(summary.remaining.grouped) not sent, \(summary.unknown.grouped) sent without a known outcome, "
            + "\((summary.failed + summary.stranded).grouped) failed."
        let isDone = summary.remaining + summary.unknown == 0
        let owes = isDone && report.status == .interrupted
        let next = "\(remedy): \(SuggestedCommand.text("resume"))"
        let end =
            if !unrecorded.isEmpty {
                adoptions + "\n" + next
            } else if owes {
                "Everything was sent; the credentials have not been delivered yet.  " + next
            } else if isDone {
                "Everything was sent, but not verified.  To compare it with the server, type: "
                    + SuggestedCommand.text("plan ROSTER")
            } else {
                "Nothing is lost.  " + next
            }
        return [reason, counts, end].joined(separator: "\n")
    }

    /// The commands that adopt the unrecorded ids.  Each id is only in this text, and a run that continues without it
    /// would leave the account stranded.
    private var adoptions: String {
        let whose = counted(unrecorded.count, "pending account")
        let title = "The journal has no id of \(whose) yet.  When it can be written again, first type:"
        let calls = unrecorded.map { "  " + UnrecordedAnswer.adoption($0.username, $0.id) }
        return ([title] + calls).joined(separator: "\n")
    }
}

/// An answer of the server that the journal could not record.
///
/// For a pending account it contains the only copy of the id, so it is always printed.
enum UnrecordedAnswer {
    /// Returns the server's answer about an account as a sentence.
    static func sentence(_ username: AccountName, _ answer: ActionEvent) -> String {
        let words =
            switch answer {
            case .createdPending(let id):
                "registered as \(id).  Once the journal can be written, type: \(adoption(username, id))"
            case .createdActive(let id): "registered and active as \(id)."
            default: "activated."
            }
        return "Not in the journal: \(PrintableText.escaped(username.text)) was \(words)"
    }

    /// Returns the command that records an id in the journal.  The account has the password that rollcall sent.
    static func adoption(_ username: AccountName, _ id: UserID) -> String {
        SuggestedCommand.text("account adopt \(PrintableText.escaped(username.shellWord)) \(id) --keep-password")
    }
}

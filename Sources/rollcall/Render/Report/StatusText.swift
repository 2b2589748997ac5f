import Accounts
import FlowServ
import Provisioning

/// The current status, for people: whether everything matches the rosters, and if not, which command to type.
///
/// It fits on a screen unless everything is requested.
struct StatusText {
    let report: RunReport
    let run: RunRecord
    let unresolved: [(username: AccountName, knowledge: AccountKnowledge)]
    let waves: [HeldWave]
    /// The number of undelivered credentials.
    let owed: Int
    /// The drafts of credentials that may still exist.
    var unseen: [UnseenDraft] = []
    /// The ids that stranded accounts had earlier, the latest last.
    var formerIDs: [AccountName: [UserID]] = [:]
    /// The adopted accounts that are active with a password set by others.
    var unset: [AccountName] = []
    let showsAll: Bool
    /// The pending accounts whose ids were unknown to the server.
    var doubted: [DoubtfulID] = []
    /// The flags that identify this journal, if needed.
    var places: [(flag: String, value: String)] = []
    /// The process that holds the journal's lock, if any.  Requests of its run are not among the problems.
    var holder: String?
    /// Whether the run activated accounts and its listing at the end was not read.
    var isUnverified = false

    /// The maximum number of accounts of a kind that are named; the rest is only counted.
    private var fold: Int { showsAll ? .max : 3 }

    func render() -> String {
        var shown = report
        // Unanswered requests are part of a run in progress.
        if isInProgress { shown.summary.unknown = 0 }
        let document = ReportDocument(shown, naming: [.failed, .skipped], limit: fold).document
        let report = TextForm(document: document, more: SuggestedCommand.text("runs \(run.id)")).render()
        let paragraphs =
            [unfinished] + waves.prefix(fold).map(held) + [
                blocked, cleared, unknown, stranded, doubts, unsetPasswords, credentials, allIsWell,
            ]
        return ([report] + paragraphs.compactMap { $0.map { $0 + "\n" } }).joined(separator: "\n")
    }

    private func call(_ words: String) -> String { SuggestedCommand.text(words, places) }

    /// Whether a process is carrying out the run now.
    private var isInProgress: Bool { holder != nil && run.status == .running }

    /// Returns the sentence that a process is using the journal.
    static func inUse(by holder: String) -> String {
        "Another rollcall process is using this journal (\(PrintableText.escaped(holder)))."
    }

    private var unfinished: String? {
        if let holder, isInProgress {
            let summary = report.summary
            let done = summary.planned - summary.remaining - summary.unknown
            return
                "Run \(run.id) is in progress: \(done.grouped) of \(summary.planned.grouped) done (\(PrintableText.escaped(holder)))."
        }
        if let holder {
            return (run.isUnfinished ? "Run \(run.id) is not finished.  " : "") + Self.inUse(by: holder)
        }
        guard run.isUnfinished else { return nil }
        return "Run \(run.id) is not finished.  To finish it, type: \(call("resume"))"
    }

    private func held(_ wave: HeldWave) -> String {
        counted(wave.held.count, "account") + " of the two-phase run \(wave.run) stay pending: "
            + counted(wave.missing.count, "registration") + " of it did not succeed.\n"
            + "  Register the rest: \(call("apply --two-phase ROSTER"))\n"
            + "  Or activate them without it: \(call("resume --activate-rest"))"
    }

    private var blocked: String? {
        guard !run.isUnfinished, run.blocked > 0 else { return nil }
        return counted(run.blocked, "row was", many: "rows were")
            + " blocked.  To see why, type: \(call("plan ROSTER"))"
    }

    /// The accounts that the run left stranded and that are not stranded any more.
    private var cleared: String? {
        let names = Set(unresolved.map(\.username))
        let number = report.accounts.count { $0.outcome == .stranded && !names.contains($0.username) }
        guard number > 0 else { return nil }
        return counted(number, "stranded account was", many: "stranded accounts were")
            + " dealt with since.\n  To go on, type: \(call("apply ROSTER"))"
    }

    private var unknown: String? {
        let names = unresolved.filter { $0.knowledge == .unknown }.map(\.username)
        guard !names.isEmpty else { return nil }
        return list(names) + (names.count == 1 ? " is" : " are")
            + " unknown: a registration was sent and its answer was lost.\n"
            + "  To settle \(names.count == 1 ? "it" : "them"), type: "
            + call(run.isUnfinished && !isInProgress ? "resume" : "apply ROSTER")
            + "\n  If no roster names \(names.count == 1 ? "it" : "one of them"), type: "
            + call("account retry \(names.count == 1 ? PrintableText.escaped(names[0].shellWord) : "NAME")")
    }

    private var stranded: String? {
        let names = unresolved.filter { $0.knowledge != .unknown }.map(\.username)
        guard !names.isEmpty else { return nil }
        if names.count == 1 || showsAll { return names.map(remedy(for:)).joined(separator: "\n\n") }
        return list(names) + " are stranded: the names are taken, but the server does not list them.\n"
            + "  Look the ids up in the server's database and type: \(call("account adopt NAME ID"))\n"
            + "  Or have them removed there and type: \(call("account retry NAME"))"
    }

    private func remedy(for username: AccountName) -> String {
        let word = PrintableText.escaped(username.shellWord)
        return PrintableText.escaped(username.text)
            + " is stranded: the name is taken, but the server does not list it.\n"
            + (formerIDs[username].map { $0.isEmpty ? "" : "  " + FormerIDs.sentence($0) + "\n" } ?? "")
            + "  Look its id up in the server's database and type: \(call("account adopt \(word) ID"))\n"
            + "  Or have it removed there and type: \(call("account retry \(word)"))"
    }

    private var doubts: String? {
        guard !doubted.isEmpty else { return nil }
        return counted(doubted.count, "pending account is", many: "pending accounts are")
            + " not known to the server under the "
            + (doubted.count == 1 ? "id" : "ids") + " in the journal: \(list(doubted.map(\.username))).\n"
            + "  The ids are kept.  To try them again, type: \(call("apply ROSTER"))\n"
            + "  Or look the right ids up in the server's database and type: \(call("account adopt NAME ID"))"
    }

    private var unsetPasswords: String? {
        guard !unset.isEmpty else { return nil }
        let name = unset.count == 1 ? PrintableText.escaped(unset[0].shellWord) : "NAME"
        return counted(unset.count, "adopted account is", many: "adopted accounts are")
            + " active with the password of whoever made \(unset.count == 1 ? "it" : "them"): \(list(unset)).\n"
            + "  To set a new one, type, with a roster that has the row: \(call("apply ROSTER"))\n"
            + "  To leave it as it is, type: \(call("account adopt \(name) ID --keep-password"))"
    }

    private var credentials: String? {
        let drafts = unseen.map { PrintableText.escaped($0.sentence) }
        guard !run.isUnfinished, holder == nil, owed > 0 else {
            return drafts.isEmpty ? nil : drafts.joined(separator: "\n")
        }
        return (drafts + [waiting]).joined(separator: "\n\n")
    }

    private var waiting: String {
        "The credentials of " + counted(owed, "account") + " have not been delivered yet.\n"
            + "  To get them, type: \(call("apply ROSTER --credentials FILE"))"
    }

    private var allIsWell: String? {
        guard owed == 0, unseen.isEmpty, holder == nil, !run.isUnfinished, report.isSuccess, unresolved.isEmpty,
            doubted.isEmpty, waves.isEmpty, unset.isEmpty
        else { return nil }
        return "Nothing needs attention."
            + (isUnverified
                ? "\nRun \(run.id) was not compared with the server's listing at its end.\n"
                    + "  To compare it now, type: \(call("plan ROSTER"))" : "")
    }

    private func list(_ names: [AccountName]) -> String {
        let shown = names.prefix(fold).map { PrintableText.escaped($0.text) }
        let more =
            names.count > shown.count
            ? " and \((names.count - shown.count).grouped) more (\(call("status --all")))" : ""
        return shown.joined(separator: ", ") + more
    }
}

import Provisioning

/// What a run did, for people: the counts, then every account that is not as wanted.
struct ReportText {
    let report: RunReport
    let width: Int
    /// The outcomes whose accounts are named.
    let named: [RunReport.Outcome]
    /// How many accounts of an outcome are named before the rest is only counted.
    let fold: Int

    init(
        _ report: RunReport, width: Int = Console.width,
        naming named: [RunReport.Outcome] = [.failed, .unknown, .stranded, .skipped], fold: Int = .max
    ) {
        self.fold = fold
        self.named = named
        self.report = report
        self.width = width
    }

    func render() -> String {
        if isIdle, let finished = report.finished {
            return headline.prefix { $0 != "\n" } + ", finished \(finished): nothing was due\n"
        }
        return
            ([headline, counts] + [verified, handOut].compactMap(\.self) + named.compactMap(section)
            + [waiting, differences].compactMap(\.self))
            .joined(separator: "\n") + "\n"
    }

    /// Whether there is nothing to tell: one line is enough for a night on which nothing was due.
    private var isIdle: Bool {
        report.summary.planned == 0 && report.isSuccess && report.handOut == nil
    }

    /// A run that came to its end leaves only accounts behind a closed gate.
    private var waiting: String? {
        guard report.status == .partial, report.summary.remaining > 0 else { return nil }
        return "\n\(report.summary.remaining) accounts stay pending, because not every registration succeeded.  "
            + "Register the rest with --two-phase,\nor activate them without it: \(NextCall.text("resume --activate-rest"))"
    }

    /// Whether `resume` goes on with the run; otherwise the next `apply` does.
    private var isOpen: Bool { report.status == .interrupted || report.status == .running }

    private var verified: String? {
        guard let verification = report.verification, verification.differences.isEmpty else { return nil }
        return "  verified: the server lists every account that was made active"
    }

    private var handOut: String? {
        report.handOut.map { record in
            record.sentences.map { "  " + PrintableText.escaped($0) }.joined(separator: "\n")
        }
    }

    private var differences: String? {
        guard let differences = report.verification?.differences, !differences.isEmpty else { return nil }
        let lines = differences.map { "  " + PrintableText.escaped("\($0.username): \($0.difference)") }
        return "\nNot as reported, says a listing read at the end:\n" + lines.joined(separator: "\n")
    }

    private var headline: String {
        "Run \(report.run), \(report.status.rawValue), at \(PrintableText.escaped(report.server))\n"
            + "  started \(report.started)" + (report.finished.map { ", finished \($0)" } ?? "")
    }

    private var counts: String {
        let summary = report.summary
        let parts = [
            (summary.planned, "planned"), (summary.succeeded, "succeeded"), (summary.failed, "failed"),
            (summary.unknown, "unknown"), (summary.stranded, "stranded"), (summary.skipped, "skipped"),
            (summary.remaining, "still to do"), (report.blocked, "blocked"),
        ]
        let counts = parts.filter { $0.0 > 0 }.map { "\($0) \($1)" }
        return "  " + ((summary.planned > 0 ? [] : ["nothing was due"]) + counts).joined(separator: ", ")
    }

    private func section(_ outcome: RunReport.Outcome) -> String? {
        let accounts = report.accounts.filter { $0.outcome == outcome }
        guard !accounts.isEmpty else { return nil }
        let lines = accounts.prefix(fold).map { account in
            "  " + AccountPlace.text(account.username, file: account.file, line: account.line) + "\n"
                + PrintableText.wrapped(
                    PrintableText.escaped(account.error ?? "no answer"), width: width, indent: "      ")
        }
        let rest = accounts.count - lines.count
        let more = rest > 0 ? ["  … and \(rest) more; to see them, type: \(NextCall.text("runs \(report.run)"))"] : []
        return "\n\(title(outcome)):\n" + (lines + more).joined(separator: "\n")
    }

    private func title(_ outcome: RunReport.Outcome) -> String {
        switch outcome {
        case .failed: "Refused by the server; put right what it names, then apply again"
        case .unknown:
            "Sent, but the answer was lost (to settle it, type \(NextCall.text(isOpen ? "resume" : "apply ROSTER")))"
        case .stranded: "Stranded: name taken, id not known (to see what to do, type \(NextCall.text("status")))"
        case .skipped: "Skipped"
        case .succeeded: "Done"
        case .remaining: "Still to do"
        }
    }
}

import Provisioning

/// One run in detail, for people: its report, where it came from, and whom it dealt with.
struct RunText {
    let report: RunReport
    let run: RunRecord

    init(_ report: RunReport, _ run: RunRecord) {
        self.report = report
        self.run = run
    }

    func render() -> String {
        [ReportText(report).render(), origin, done].compactMap(\.self).joined(separator: "\n")
    }

    private var origin: String {
        let who = "By \(report.origin.words), as of \(run.asOf)"
        let rosters = report.rosters.map { roster in
            "  from \(roster.path): \(counted(roster.rows, "row")), SHA-256 \(roster.sha256.prefix(16))…"
        }
        return ([who] + rosters).map { PrintableText.escaped($0) }.joined(separator: "\n") + "\n"
    }

    private var done: String? {
        let succeeded = report.accounts.filter { $0.outcome == .succeeded }
        guard !succeeded.isEmpty else { return nil }
        // The id first: it is as wide in every line.
        let lines = succeeded.map { account in
            let id = PrintableText.padded(account.userID ?? "", to: 32)
            return "  " + PrintableText.escaped("\(id)  \(verb(account.action))  \(account.username)")
        }
        return "Done:\n" + lines.joined(separator: "\n") + "\n"
    }

    private func verb(_ action: Action.Kind) -> String {
        switch action {
        case .register: "registered"
        case .activate: "activated "
        case .settle: "settled   "
        }
    }
}

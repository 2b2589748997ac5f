import Provisioning

/// One run in detail, for people: its actions and its origin.
struct RunText {
    let report: RunReport
    let run: RunRecord

    init(_ report: RunReport, _ run: RunRecord) {
        self.report = report
        self.run = run
    }

    func render() -> String {
        var document = ReportDocument(report, naming: ReportDocument.failures + [.succeeded]).document
        document.facts.append(Document.Fact(name: "As of", value: "\(run.asOf)"))
        document.brief = nil
        return TextForm(document: document, more: "", showsDetails: true).render()
    }
}

import Provisioning

/// One run in detail, for people: what it did to whom, and where it came from.
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

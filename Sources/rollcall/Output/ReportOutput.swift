import ArgumentParser
import Provisioning

/// Hands out the report of a run and ends the command with the status that it deserves.
struct ReportOutput {
    let files: [String]
    let format: OutputFormat
    let isQuiet: Bool

    /// Which accounts the report must name: text tells of troubles only, every other form of everybody.
    static func naming(files: [String], format: OutputFormat) -> RunReport.Naming {
        files.isEmpty && format == .text ? .troubles : .everyAccount
    }

    /// - Throws: The exit status for a run in which not everything came true.
    func deliver(_ report: RunReport, blocked: [BlockedAccount]) throws {
        if !(isQuiet && report.isSuccess) {
            switch format {
            case .json:
                Console.product(try JSONOutput.text(report))
                // The report is about what was done; why others were left alone must not go unsaid.
                if let text = BlockedText(blocked).render() { Console.note(text) }
            case .text: Console.product(text(report, blocked))
            }
        }
        // Last, so that a file that cannot be written does not keep the report from whoever waits for it.
        for file in files { try ReportFile(file).write(report) }
        if !report.isSuccess { throw ExitCode(ExitStatus.partial.rawValue) }
    }

    private func text(_ report: RunReport, _ blocked: [BlockedAccount]) -> String {
        let sections = [ReportText(report).render(), BlockedText(blocked).render()]
        return sections.compactMap(\.self).joined(separator: "\n")
    }
}

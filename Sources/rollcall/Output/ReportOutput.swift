import ArgumentParser
import Provisioning

/// Hands out the report of a run and ends the command with the status that it deserves.
struct ReportOutput {
    let files: [String]
    let format: OutputFormat
    let isQuiet: Bool

    /// - Throws: The exit status for a run in which not everything came true.
    func deliver(_ report: RunReport, blocked: [BlockedAccount]) throws {
        for file in files { try OutputFile.write(try JSONOutput.text(report) + "\n", to: file) }
        let isSuccess = report.isSuccess && blocked.isEmpty
        if !(isQuiet && isSuccess) {
            switch format {
            case .json: Console.product(try JSONOutput.text(report))
            case .text: Console.product(ReportText(report).render() + BlockedText(blocked).render())
            }
        }
        if !isSuccess { throw ExitCode(ExitStatus.partial.rawValue) }
    }
}

/// The accounts that a plan had to leave alone, each with its remedy.
struct BlockedText {
    let blocked: [BlockedAccount]

    init(_ blocked: [BlockedAccount]) {
        self.blocked = blocked
    }

    func render() -> String {
        guard !blocked.isEmpty else { return "" }
        let lines = blocked.map { account in
            "  " + PrintableText.escaped("\(account.username)  \(account.file):\(account.line)") + "\n"
                + PrintableText.wrapped(
                    PrintableText.escaped(account.reason), width: Console.width, indent: "      ")
        }
        return "\nBlocked:\n" + lines.joined(separator: "\n") + "\n"
    }
}

import Foundation
import Provisioning

/// A file for a run's report, in the form given by its extension.
struct ReportFile {
    let path: String
    private let form: Form

    private enum Form: String, CaseIterable {
        case json
        case csv
        case html
        case md
        /// JUnit XML.
        case xml
    }

    /// Creates the file's description.
    ///
    /// - Throws: ``Failure`` if the extension is not a known form.
    init(_ path: String) throws {
        guard let form = Form(rawValue: URL(fileURLWithPath: path).pathExtension.lowercased()) else {
            let known = Form.allCases.map { "." + $0.rawValue }.joined(separator: ", ")
            throw Failure(.usage, "--report \(path): the file extension is not known.  Use one of: \(known).")
        }
        self.path = path
        self.form = form
    }

    /// Throws if a file could not be written, so that this is reported before anything is sent.
    static func validate(_ paths: [String]) throws {
        for path in paths { _ = try ReportFile(path) }
    }

    /// Returns the same files, each once, by its absolute path.
    static func absolute(_ paths: [String]) -> [String] {
        var known: Set<String> = []
        return paths.map { path in
            let directory = URL(fileURLWithPath: RunOrigin.here.directory)
            return URL(fileURLWithPath: path, relativeTo: directory).standardized.path
        }.filter { known.insert($0).inserted }
    }

    /// Writes the report; the failure includes how to obtain it later.
    func write(_ report: RunReport) throws {
        do {
            try OutputFile.write(try text(report), to: path)
        } catch let failure as Failure {
            throw withdrawn(of: report.run, failure.message)
        }
    }

    /// Returns the failure that the report of a run could not be written.  An earlier report is removed, because it
    /// would be mistaken for this one.
    func withdrawn(of run: Int64, _ reason: String) -> Failure {
        var status = stat()
        let wasThere = lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
        let isGone = wasThere && unlink(path) == 0
        let old =
            isGone
            ? "  The earlier report there was removed." : wasThere ? "  What is there is an earlier report." : ""
        let message = reason.hasPrefix(path) ? reason : "\(path) was not written: \(reason)"
        return Failure(
            .error,
            "\(message)\(old)  For the report of this run, type: "
                + SuggestedCommand.text("runs \(run) --format json"))
    }

    private func text(_ report: RunReport) throws -> String {
        switch form {
        case .json: try JSONOutput.text(report) + "\n"
        case .csv: ReportCSV(report: report).render()
        case .html: try PageForm(document: ReportDocument(report).document).render()
        case .md: MarkdownForm(document: ReportDocument(report).document, more: "").render()
        case .xml: ReportJUnit(report: report).render()
        }
    }
}

import ArgumentParser
import Foundation
import Provisioning
import Roster

/// How to read rosters.
struct RosterReading: ParsableArguments {
    @Option(name: .customLong("column"), help: "Which CSV column is a field, as FIELD=HEADER.  Repeatable.")
    var columns: [String] = []

    @Option(help: "The XML element that is one person (default: user).")
    var xmlRecord: String?

    @Option(
        name: .customLong("xml-field"), help: "Which XML attribute or child is a field, as FIELD=PATH.  Repeatable.")
    var xmlFields: [String] = []

    @Flag(help: "Go on without the rows that are not valid; they are reported as blocked.")
    var skipInvalid = false

    /// What `resume` needs to read the rosters in the same way.
    func runOptions() throws -> RunOptions {
        var options = RunOptions()
        options.columns = try pairs(columns, flag: "--column", second: "HEADER")
        options.xmlFields = try pairs(xmlFields, flag: "--xml-field", second: "PATH")
        options.xmlRecord = xmlRecord ?? Environment.setting("xml-record")
        options.skipInvalid = try skipInvalid || Environment.flag("skip-invalid")
        return options
    }

    private func pairs(_ texts: [String], flag: String, second: String) throws -> [String: String] {
        var pairs: [String: String] = [:]
        for text in texts {
            let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
            guard parts.count == 2, let field = RosterField(rawValue: parts[0]) else {
                let fields = RosterField.allCases.map(\.rawValue).joined(separator: ", ")
                throw Failure(.usage, "\(flag) \(text): write it as FIELD=\(second), with FIELD one of \(fields).")
            }
            pairs[field.rawValue] = parts[1]
        }
        return pairs
    }
}

/// The rosters of a command and how to read them.
struct RosterArguments: ParsableArguments {
    @Argument(help: ArgumentHelp("CSV or XML files; - is standard input.", valueName: "roster"))
    var rosters: [String]

    @OptionGroup var reading: RosterReading
}

/// Rosters that were read, with the digests of their files.
struct RosterContents {
    let roster: Roster
    let digests: [RosterDigest]

    /// Reads rosters as the options say.
    ///
    /// - Throws: ``Failure`` with the status for rosters that are not valid when a file cannot be read.
    init(paths: [String], options: RunOptions) throws {
        let digester = RosterDigester()
        do {
            roster = try RosterReader(options: RosterOptions(options)).read(paths: paths) { path, chunk in
                digester.update(path, chunk)
            }
        } catch {
            throw Failure(error)
        }
        digests = digester.digests(of: roster.files)
    }

    /// Fails when something about the rosters is wrong that the options do not allow to leave out.
    func validate(_ options: RunOptions) throws {
        if options.skipInvalid, roster.isComplete { return }
        guard !roster.isValid else { return }
        throw Failure(.invalidRoster, ProblemText.render(roster) + "\nNothing was sent.")
    }
}

extension RosterOptions {
    fileprivate init(_ options: RunOptions) {
        func fields(_ texts: [String: String]) -> [RosterField: String] {
            Dictionary(
                texts.compactMap { name, value in RosterField(rawValue: name).map { ($0, value) } },
                uniquingKeysWith: { first, _ in first })
        }
        self.init()
        columns = fields(options.columns)
        xmlFields = fields(options.xmlFields)
        xmlRecord = options.xmlRecord
    }
}

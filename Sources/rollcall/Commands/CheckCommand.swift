import ArgumentParser
import Roster

/// `rollcall check`: reads and validates rosters without any network.
struct CheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Read and validate rosters; no network.")

    @OptionGroup var rosters: RosterArguments
    @Option(help: "text or json.") var format: OutputFormat = .text

    func run() throws {
        let options = try rosters.reading.runOptions()
        let contents = try RosterContents(paths: rosters.rosters, options: options)
        switch format {
        case .json: Console.product(try JSONOutput.text(CheckDocument(contents.roster)))
        case .text: Console.product(text(contents.roster))
        }
        if !contents.roster.isValid { throw ExitCode(ExitStatus.invalidRoster.rawValue) }
    }

    private func text(_ roster: Roster) -> String {
        let files = roster.files.map { "\(PrintableText.escaped($0.path)): \($0.rows) rows" }
        let active = roster.entries.count { $0.state == .active && $0.activateOn == nil }
        let counts =
            "\(roster.entries.count) accounts: \(active) active, \(roster.entries.count - active) pending, "
            + "\(roster.entries.count { $0.password == nil }) without a password"
        let verdict = roster.isValid ? "The rosters are valid." : ProblemText.render(roster)
        return (files + [counts, verdict]).joined(separator: "\n")
    }
}

/// The JSON form of a check, `rollcall.check/1`.  It never holds a password.
struct CheckDocument: Encodable {
    let schema = "rollcall.check/1"
    let entries: [Entry]
    let problems: [Problem]

    struct Entry: Encodable {
        let username: String
        let state: DesiredState
        let file: String
        let line: Int
        let fields: [String: String]
    }

    struct Problem: Encodable {
        let file: String
        let line: Int
        let column: Int
        let code: String
        let message: String
    }

    init(_ roster: Roster) {
        entries = roster.entries.map {
            Entry(
                username: $0.username, state: $0.state, file: $0.location.file, line: $0.location.line,
                fields: $0.fields)
        }
        problems = roster.problems.map {
            Problem(
                file: $0.location.file, line: $0.location.line, column: $0.location.column, code: $0.code.rawValue,
                message: $0.message)
        }
    }
}

import Accounts
import Provisioning
import Roster

/// The JSON form of a check, `rollcall.check/1`, with one entry or problem per line.  It never contains a password.
struct CheckJSON {
    let roster: Roster
    /// The entries that `--where` selected.
    let entries: RosterEntries

    func write() throws {
        var writer = ProductWriter()
        writer.line("{")
        let cutOff = roster.files.compactMap(\.cutOff)
        if !cutOff.isEmpty {
            try writer.array(from: "  \"doubts\": [", cutOff, to: "  ],") {
                "    " + (try JSONOutput.line(Sign($0)))
            }
        }
        try writer.array(from: "  \"entries\": [", entries, to: "  ],") { "    " + (try JSONOutput.line(Entry($0))) }
        try writer.array(from: "  \"files\": [", roster.files, to: "  ],") {
            "    " + (try JSONOutput.line(File($0)))
        }
        try writer.array(from: "  \"problems\": [", roster.problems, to: "  ],") {
            "    " + (try JSONOutput.line(Problem($0)))
        }
        writer.line("  \"schema\": \"rollcall.check/1\",")
        writer.line("  \"unlistedProblems\": \(roster.unlistedProblems)")
        writer.line("}")
        writer.finish()
    }

    private struct Entry: Encodable {
        let username: String
        let state: DesiredState
        let file: String
        let line: Int
        let fields: [String: String]
        /// The day from which it should be active; a moment is converted to the local day.
        let activateOn: Day?
        /// All rows of the account, if there are several that agree.
        let places: [Place]?

        struct Place: Encodable {
            let file: String
            let line: Int

            init(_ location: SourceLocation) {
                file = location.file
                line = location.line
            }
        }

        init(_ entry: RosterEntry) {
            username = entry.username.text
            state = entry.state
            file = entry.location.file
            line = entry.location.line
            fields = entry.fields
            activateOn = entry.activateOn
            places =
                entry.furtherLocations.isEmpty ? nil : ([entry.location] + entry.furtherLocations).map(Place.init)
        }
    }

    /// Evidence that a file was cut off: plan warns, and apply refuses.
    private struct Sign: Encodable {
        let code = Objection.Code.cutOffRoster.rawValue
        let file: String
        let line: Int
        let message: String

        init(_ cutOff: CutOff) {
            file = cutOff.location.file
            line = cutOff.location.line
            message = CheckText.words(cutOff)
        }
    }

    /// A file, and the use of its columns.
    private struct File: Encodable {
        let file: String
        let rows: Int
        let unwanted: Int
        let columns: [String: String]
        let furtherStates: [String]
        let passedOver: [String]
        let notRead: [String]
        let doubt: String?

        init(_ file: RosterFile) {
            self.file = file.path
            rows = file.rows
            unwanted = file.unwanted
            columns = Dictionary(uniqueKeysWithValues: file.columns.map { ($0.key.rawValue, $0.value) })
            furtherStates = file.furtherStates
            passedOver = file.passedOver
            notRead = file.unread + file.hiddenColumns.map { "column \($0)" }
            doubt = file.notes.isEmpty ? nil : file.notes.map(\.description).joined(separator: "; ")
        }
    }

    private struct Problem: Encodable {
        let file: String
        let line: Int
        let column: Int
        let code: String
        let username: String?
        let message: String

        init(_ problem: RosterProblem) {
            file = problem.location.file
            line = problem.location.line
            column = problem.location.column
            code = problem.code.rawValue
            username = problem.username
            message = problem.words
        }
    }
}

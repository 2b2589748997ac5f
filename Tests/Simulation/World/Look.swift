/// What somebody sees who looks at everything after a process has ended: the server, the journal and the files.
struct Look {
    /// A row of the server.
    struct Row: Hashable {
        let name: String
        let id: String
        let isActive: Bool
    }

    /// A name and an id that a journal holds.
    struct KnownID: Hashable {
        let name: String
        let id: String
    }

    /// An action of a run.
    struct Planned: Hashable {
        let name: String
        let kind: String
        let wanted: String
        let state: String
    }

    /// A row of a file with credentials.
    struct Credential: Hashable {
        let name: String
        let id: String
        /// Whether it lets its owner in: nil if the account cannot be used yet, or there is nothing to try.
        let isGood: Bool?
    }

    var rows: [Row] = []
    var ids: Set<KnownID> = []
    /// The last run's number, status and gate.
    var run: (id: Int64, status: String, gate: String)?
    var actions: [Planned] = []
    /// The names of all actions of all runs.
    var everPlanned: Set<String> = []
    /// The names that are owed a credential.
    var owed: Set<String> = []
    /// The names whose registration has no known outcome, and those that are stranded.
    var unknown: Set<String> = []
    var stranded: Set<String> = []
    /// The credentials that were not there before.
    var delivered: [Credential] = []
    /// The reports of this process: the counts of each, and what they must be.
    var reports: [(counts: [String: Int], outcomes: [String: Int])] = []
    /// The secrets that were found where none may be.
    var leaks: [String] = []
    /// Who is in the roster, with the wish of the row.
    var wanted: [String: Bool] = [:]
}

extension Look: CustomStringConvertible {
    var description: String {
        let accounts = rows.filter { $0.name != "admin" }.map { $0.name + ($0.isActive ? "" : "?") }
        let run = run.map { "run \($0.id) \($0.status) gate \($0.gate)" } ?? "no run"
        let states = actions.map { "\($0.name):\($0.kind):\($0.state)" }
        return [
            "server: " + accounts.joined(separator: " "), run, states.joined(separator: " "),
            "owed: " + owed.sorted().joined(separator: " "),
        ].joined(separator: " | ")
    }
}

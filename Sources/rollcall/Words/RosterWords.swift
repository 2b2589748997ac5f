import Accounts
import Provisioning
import Roster

extension RosterDigest {
    /// The number of rows and the columns that were used: `12 rows, 2 more not wanted; username from "login"`.
    var words: String {
        counted(rows, "row") + (unwanted.map { ", \($0.grouped) more not wanted" } ?? "")
            + (columns.map { "; \($0)" } ?? "")
    }
}

extension RunOrigin {
    /// The origin of a run: `ann on build-7 in /srv/rosters, with rollcall 0.1.0`.
    var words: String {
        "\(user) on \(host) in \(directory), with rollcall \(version)"
    }
}

extension Plan {
    /// The day and its zone: `2026-11-01 (Europe/Berlin)`.
    var dayWords: String {
        asOf.description + (timeZone.map { " (\(PrintableText.escaped($0)))" } ?? "")
    }
}

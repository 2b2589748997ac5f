import Provisioning

extension RosterDigest {
    /// The number of rows and the columns that were used: `12 rows, 2 more not wanted; username from "login"`.
    var words: String {
        counted(rows, "row") + (unwanted.map { ", \($0.grouped) more not wanted" } ?? "")
            + (columns.map { "; \($0)" } ?? "")
    }
}

internal import GRDB

/// A journal's file, changed as a crash or an earlier rollcall would have left it.
package enum JournalFile {
    /// Runs statements on it.
    package static func execute(_ sql: String, at path: String) throws {
        try DatabaseQueue(path: path).write { try $0.execute(sql: sql) }
    }
}

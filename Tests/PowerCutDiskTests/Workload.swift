import PowerCutDisk

/// Some transactions over one table, each of which leaves another content.
struct Workload {
    /// The settings of a connection.
    struct Mode: Hashable, Sendable, CustomStringConvertible {
        let journal: String
        let synchronous: String
        var description: String { "\(journal), \(synchronous)" }

        var pragmas: String {
            // A checkpoint every few pages, so that logs begin anew under the cuts; a cache that spills.
            """
            PRAGMA journal_mode = \(journal); PRAGMA synchronous = \(synchronous);
            PRAGMA wal_autocheckpoint = 12; PRAGMA cache_size = 8;
            """
        }
    }

    static let path = "/data/test.sqlite"

    /// What creates the table.
    static let schema = "CREATE TABLE item (id INTEGER PRIMARY KEY, word TEXT UNIQUE, rest BLOB)"

    /// The transactions, each as one text.
    static let transactions = (1...12).map { number in
        let width = number.isMultiple(of: 5) ? 9000 : 300
        return """
            BEGIN;
            INSERT INTO item (word, rest) VALUES ('a\(number)', zeroblob(\(width))), ('b\(number)', zeroblob(50));
            UPDATE item SET word = word || '.', rest = zeroblob(length(rest) + 40) WHERE id % 3 = \(number % 3);
            DELETE FROM item WHERE id = \(number * 2 - 5);
            INSERT INTO item (word, rest) SELECT 'c\(number)-' || id, zeroblob(200) FROM item WHERE id % 4 = 0;
            COMMIT
            """
    }

    static let dump = "SELECT id, word, length(rest) FROM item ORDER BY id"

    /// The content after each number of transactions, as SQLite has it in plain memory.
    static let contents: [[String]] = {
        let memory = Connection(uri: "file::memory:")
        memory.run(schema)
        return [memory.rows(dump) ?? []]
            + transactions.map { sql in
                memory.run(sql)
                return memory.rows(dump) ?? []
            }
    }()

    /// Runs it.
    ///
    /// - Parameter committed: Called after each commit with the number of transactions.
    static func run(in mode: Mode, on process: DiskProcess, committed: (Int) -> Void = { _ in }) {
        let connection = Connection(path, of: process)
        guard connection.run(mode.pragmas) == 0, connection.run(schema) == 0 else { return }
        committed(0)
        for (index, sql) in transactions.enumerated() {
            guard connection.run(sql) == 0 else { return }
            committed(index + 1)
        }
    }
}

import PowerCutDisk

/// What a workload finds again after a cut.
enum Verdict: Hashable {
    /// The database is whole, with exactly this number of transactions.
    case whole(Int)
    /// The table does not exist yet.
    case empty
    /// The database is damaged, or has a transaction in part.
    case damaged(String)

    /// Looks at a disk as the next process finds it.
    init(of disk: PowerCutDisk) {
        let connection = Connection(Workload.path, of: disk.process("looker"))
        let check = connection.rows("PRAGMA integrity_check")
        guard check == ["ok"] else {
            self = .damaged("integrity_check: \(check.map { "\($0.prefix(3))" } ?? "an error")")
            return
        }
        if connection.rows("SELECT count(*) FROM sqlite_schema WHERE name = 'item'") == ["0"] {
            self = .empty
            return
        }
        let rows = connection.rows(Workload.dump)
        guard let count = Workload.contents.firstIndex(where: { $0 == rows }) else {
            self = .damaged("a transaction in part")
            return
        }
        self = .whole(count)
    }

    /// The number of transactions that are there; -1 for none at all, nil if it is damaged.
    var count: Int? {
        switch self {
        case .whole(let count): count
        case .empty: -1
        case .damaged: nil
        }
    }
}

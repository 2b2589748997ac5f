public import FlowServ
internal import Foundation
internal import GRDB

/// The durable record of everything that rollcall has done on one server, and is about to do.
///
/// It is an SQLite database in WAL mode with `synchronous=FULL`: what a call here has written is on the disk when the
/// call returns.  It contains no password and no token.
public final class Journal: Sendable {
    /// Its path, for messages.
    public let path: String
    let database: DatabaseQueue
    let writer: JournalWriter
    /// How long it waits for other programs.
    let patience: JournalPatience
    private let probe: TransactionProbe
    /// Whether it was opened for reading only.
    private let isLookedAt: Bool

    /// Opens the journal at a path, creates it (mode 0600) if there is none, and migrates an older one.
    ///
    /// A process that may meet others takes the ``RunLock`` first; a process that only reads calls ``looking(at:)``.
    ///
    /// - Parameters:
    ///   - path: The file of the journal.
    ///   - waiting: Called when another program has locked the file, as described for ``waitPatiently(upTo:says:)``;
    ///     without it the journal waits for only a few seconds.
    public convenience init(
        path: String, waiting: (@Sendable (Duration) -> Void)? = nil
    ) throws(JournalError) {
        try self.init(path: path, probe: JournalStorage.current.probe, waiting: waiting)
    }

    /// Opens the journal at a path with a transaction probe.
    ///
    /// - Parameter vfs: The SQLite VFS that has the path, such as a disk of the tests; nil for the real disk.
    package convenience init(
        path: String, vfs: String? = nil, probe: TransactionProbe, waiting: (@Sendable (Duration) -> Void)? = nil
    ) throws(JournalError) {
        do {
            if vfs == nil {
                try JournalFiles.prepareDirectory(of: path)
                try JournalFiles.create(path)
            }
            let patience = JournalPatience()
            if let waiting { patience.extend(to: JournalPatience.long, says: waiting) }
            let place = vfs.map { Self.uri(path, "vfs=\($0)") } ?? JournalFiles.place(of: path)
            let queue = try DatabaseQueue(path: place, configuration: Self.configuration(patience))
            try self.init(path: path, database: queue, patience: patience, probe: probe)
        } catch let error as JournalError {
            throw error
        } catch {
            throw JournalError(opening: path, error)
        }
    }

    /// Creates a journal in memory, for tests and dry runs without a journal.
    public static func inMemory() throws(JournalError) -> Journal {
        do {
            return try Journal(path: "in memory", database: DatabaseQueue(), probe: .none)
        } catch let error as JournalError {
            throw error
        } catch {
            throw JournalError(opening: "in memory", error)
        }
    }

    private init(
        path: String, database: DatabaseQueue, patience: JournalPatience = JournalPatience(), probe: TransactionProbe,
        writer: JournalWriter? = nil
    ) throws {
        self.path = path
        self.database = database
        self.patience = patience
        self.probe = probe
        isLookedAt = false
        let migrator = JournalSchema.migrator
        if try database.read(migrator.hasBeenSuperseded) { throw JournalError.newerVersion(path: path) }
        try migrator.migrate(database)
        self.writer =
            writer
            ?? JournalWriter { changes in
                do {
                    try probe.before()
                    defer { patience.relax() }
                    try database.write { database in
                        for change in changes { try change.apply(to: database) }
                    }
                    try probe.after()
                    return nil
                } catch let error as JournalError {
                    return error
                } catch {
                    return JournalError(writing: path, error)
                }
            }
    }

    /// Creates a read-only journal.
    init(path: String, lookingAt database: DatabaseQueue) {
        self.path = path
        self.database = database
        patience = JournalPatience()
        probe = .none
        isLookedAt = true
        writer = JournalWriter { _ in Self.isNotToBeWritten }
    }

    private static let isNotToBeWritten = JournalError.inconsistent(
        "it was opened to be looked at, not to be written")

    /// Creates a journal in memory that does not record the events of actions.  A benchmark uses it to measure the
    /// cost of the journal; no other code should.
    package static func withoutWriting() throws -> Journal {
        try Journal(path: "nowhere", database: DatabaseQueue(), probe: .none, writer: JournalWriter { _ in nil })
    }

    private static func configuration(_ patience: JournalPatience) -> Configuration {
        var configuration = Configuration()
        configuration.label = "journal"
        configuration.busyMode = .callback { patience.waits(tries: $0) }
        configuration.prepareDatabase { database in
            try database.execute(sql: "PRAGMA journal_mode = WAL")
            try database.execute(sql: "PRAGMA synchronous = FULL")
            // 16 MB of changes before they are moved into the file: a wave changes the same pages repeatedly.
            try database.execute(sql: "PRAGMA wal_autocheckpoint = 4000")
        }
        return configuration
    }

    /// Binds an unbound journal to a server and to a part of the names, with its first run.
    ///
    /// - Parameter shard: The part; nil for all names.
    static func bind(to server: String, shard: Shard?, _ database: Database) throws {
        try database.execute(
            sql: "INSERT INTO server (only, url, shard) VALUES (1, ?, ?) ON CONFLICT DO NOTHING",
            arguments: [server, shard?.description])
    }

    /// Throws if the journal is bound to another server.
    public func check(_ server: ServerAddress) throws(JournalError) {
        if let recorded = try self.server(), !server.isSpelled(recorded) {
            throw .otherServer(path: path, recorded: recorded, wanted: server.url)
        }
    }

    /// Throws if the journal is bound to another server or to other names.
    ///
    /// - Parameters:
    ///   - server: The address of the server.
    ///   - shard: The part of the names; nil for all of them.
    public func check(_ server: ServerAddress, shard: Shard?) throws(JournalError) {
        try check(server)
        guard try self.server() != nil else { return }
        let recorded = try self.shard()
        if recorded != shard { throw .otherShard(path: path, recorded: recorded, wanted: shard) }
    }

    /// Records a new address of the journal's server.
    ///
    /// - Throws: ``JournalError/otherServer(path:recorded:wanted:)`` if it belongs to another server than the old
    ///   one.
    public func changeServer(from old: ServerAddress, to new: ServerAddress) throws(JournalError) {
        try check(old)
        try write { try $0.execute(sql: "UPDATE server SET url = ?", arguments: [new.url]) }
    }

    /// Returns the part of the names that the journal is for; nil for all of them.
    public func shard() throws(JournalError) -> Shard? {
        let text: String? = try read { try String.fetchOne($0, sql: "SELECT shard FROM server") }
        guard let text else { return nil }
        guard let shard = Shard(text) else { throw .inconsistent("the journal is for the shard \"\(text)\"") }
        return shard
    }

    /// Returns the server that the journal belongs to, once it has had a run.
    public func server() throws(JournalError) -> String? {
        try read { try String.fetchOne($0, sql: "SELECT url FROM server") }
    }

    func read<Value>(_ body: (Database) throws -> Value) throws(JournalError) -> Value {
        do {
            return try database.read(body)
        } catch let error as JournalError {
            throw error
        } catch {
            throw JournalError(reading: path, error)
        }
    }

    func write<Value>(_ body: (Database) throws -> Value) throws(JournalError) -> Value {
        if isLookedAt { throw Self.isNotToBeWritten }
        do {
            try probe.before()
            defer { patience.relax() }
            let value = try database.write(body)
            try probe.after()
            return value
        } catch let error as JournalError {
            throw error
        } catch {
            throw JournalError(writing: path, error)
        }
    }
}

extension JournalError {
    init(opening path: String, _ error: any Error) {
        let code = (error as? DatabaseError)?.resultCode
        let reason = (error as? DatabaseError)?.message ?? "\(error)"
        self =
            switch code {
            case .SQLITE_NOTADB?, .SQLITE_CORRUPT?, .SQLITE_SCHEMA?, .SQLITE_ERROR?:
                .damaged(path: path, reason: reason)
            default: .cannotOpen(path: path, reason: reason)
            }
    }

    init(reading path: String, _ error: any Error) {
        self =
            switch JournalError(opening: path, error) {
            case .damaged(let path, let reason): .broken(path: path, reason: reason)
            case let other: other
            }
    }

    init(writing path: String, _ error: any Error) {
        let failure = error as? DatabaseError
        let reason = failure?.message ?? "\(error)"
        self =
            switch failure?.resultCode {
            case .SQLITE_CONSTRAINT?: .inconsistent(reason)
            case .SQLITE_CORRUPT?, .SQLITE_NOTADB?: .broken(path: path, reason: reason)
            case .SQLITE_BUSY?: .locked(path: path)
            default: .writeFailed(path: path, reason: reason)
            }
    }
}

import GRDB
import Testing

@testable import Provisioning

/// A journal that an earlier rollcall has made says the same in its new form.
struct JournalMigrationTests {
    /// Every state, numbered as before the states were put in the order of ranges.
    private static let rows = """
        INSERT INTO run (status, started, as_of, rosters, options, origin, blocked, planned, first_action)
            VALUES ('interrupted', '', '2026-03-10', '[]', '{}', '{}', 0, 9, 1);
        INSERT INTO source (path) VALUES ('team.csv');
        INSERT INTO action (run, username, kind, wanted, state, user_id, reason, source, line) VALUES
            (1, 'a', 0, 0, 0, NULL, NULL, 1, 2), (1, 'b', 0, 0, 1, NULL, NULL, 1, 3), (1, 'c', 2, 0, 2, NULL, NULL, 1, 4),
            (1, 'd', 0, 1, 3, x'0123456789abcdef0123456789abcdef', NULL, 1, 5), (1, 'e', 1, 0, 4, 'odd id', NULL, 1, 6),
            (1, 'f', 0, 0, 5, 'id', NULL, 1, 7), (1, 'g', 0, 0, 6, NULL, 'no', 1, 8),
            (1, 'h', 0, 0, 7, NULL, 'taken', 1, 9), (1, 'i', 0, 0, 8, NULL, 'gone', 1, 10);
        INSERT INTO account (username, status, user_id, words) VALUES
            ('d', 1, x'0123456789abcdef0123456789abcdef', NULL), ('f', 0, 'id', NULL), ('h', 3, NULL, 'taken');
        """

    private func words(_ queue: DatabaseQueue) throws -> [[DatabaseValue]] {
        try queue.read { database in
            try ["action_in_words ORDER BY id", "account_in_words ORDER BY username"].flatMap { view in
                try Row.fetchAll(database, sql: "SELECT * FROM " + view).map { Array($0.databaseValues) }
            }
        }
    }

    @Test func `states mean the same when they are numbered anew`() throws {
        let queue = try DatabaseQueue()
        try JournalSchema.migrator.migrate(queue, upTo: "2")
        try queue.write { try $0.execute(sql: Self.rows) }
        let before = try words(queue)
        try JournalSchema.migrator.migrate(queue)
        #expect(before.count == 12)
        #expect(try words(queue) == before)
        // Pending was wanted of d, which is registered: nothing is open about it, and nothing must be sent.
        let open = try queue.read { database in
            try String.fetchAll(
                database, sql: "SELECT username FROM action WHERE \(ActionState.Code.isOpen) ORDER BY id")
        }
        #expect(open == ["a", "b", "c", "e"])
    }

    @Test func `ids that only the history knows become former ids`() throws {
        let queue = try DatabaseQueue()
        try JournalSchema.migrator.migrate(queue, upTo: "2")
        try queue.write {
            try $0.execute(sql: Self.rows + "UPDATE account SET user_id = 'newer' WHERE username = 'f';")
        }
        try JournalSchema.migrator.migrate(queue)
        let former = try queue.read { database in
            try Row.fetchAll(database, sql: "SELECT username, user_id FROM former_id ORDER BY id").map {
                "\($0[0] as String)"
            }
        }
        // d has its id still; of e nothing is known but what an action says, and f has another one.
        #expect(former == ["e", "f"])
    }
}

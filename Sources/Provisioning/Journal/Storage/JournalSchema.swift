internal import GRDB

/// The tables of the journal.  The CHECKs repeat the rules of the code, so that neither relies on the other.
enum JournalSchema {
    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("1") { database in
            try database.execute(sql: version1)
        }
        migrator.registerMigration("2") { database in
            try database.execute(sql: version2)
        }
        migrator.registerMigration("3") { database in
            try database.execute(sql: version3)
        }
        migrator.registerMigration("4") { database in
            // Which names the journal is for, as K/N; NULL for all of them.
            try database.execute(sql: "ALTER TABLE server ADD COLUMN shard TEXT")
        }
        migrator.registerMigration("5") { database in
            try database.execute(sql: version5)
        }
        migrator.registerMigration("6") { database in
            try database.execute(sql: version6)
        }
        migrator.registerMigration("7") { database in
            try database.execute(sql: version7)
        }
        return migrator
    }

    // A journal that was made by an earlier rollcall has been through these, so none of them ever changes.
    private static let version1 = """
        CREATE TABLE server (
            only INTEGER PRIMARY KEY CHECK (only = 1),
            url TEXT NOT NULL
        );

        -- One invocation of apply, with everything that resume needs to go on as planned.
        CREATE TABLE run (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            status TEXT NOT NULL
                CHECK (status IN ('running', 'interrupted', 'completed', 'partial', 'superseded')),
            started TEXT NOT NULL,
            finished TEXT CHECK ((finished IS NULL) = (status IN ('running', 'interrupted'))),
            as_of TEXT NOT NULL,
            rosters TEXT NOT NULL CHECK (json_valid(rosters)),
            options TEXT NOT NULL CHECK (json_valid(options)),
            origin TEXT NOT NULL CHECK (json_valid(origin)),
            blocked INTEGER NOT NULL CHECK (blocked >= 0),
            -- Its actions: so many, with numbers from this one on.
            planned INTEGER NOT NULL CHECK (planned >= 0),
            first_action INTEGER NOT NULL,
            -- Whether the activations of a two-phase run may go; a gate outlives its run.
            gate TEXT NOT NULL DEFAULT 'none' CHECK (gate IN ('none', 'closed', 'open')),
            verification TEXT CHECK (verification IS NULL OR json_valid(verification))
        );
        CREATE UNIQUE INDEX run_unfinished ON run ((1)) WHERE status IN ('running', 'interrupted');

        CREATE INDEX run_held ON run (gate) WHERE gate = 'closed';

        -- The roster files that actions come from.
        CREATE TABLE source (
            id INTEGER PRIMARY KEY,
            path TEXT NOT NULL UNIQUE
        );

        -- One account's part in a run.  What the numbers mean: action_in_words.  A run's actions are written in the
        -- order of their usernames, so the order of their ids is the same.
        CREATE TABLE action (
            id INTEGER PRIMARY KEY,
            run INTEGER NOT NULL REFERENCES run (id),
            username TEXT NOT NULL CHECK (username <> ''),
            kind INTEGER NOT NULL CHECK (kind IN (0, 1, 2)),
            wanted INTEGER NOT NULL CHECK (wanted IN (0, 1)),
            state INTEGER NOT NULL CHECK (typeof(state) = 'integer' AND state BETWEEN 0 AND 8),
            user_id CHECK ((user_id IS NOT NULL) = (state IN (3, 4, 5))),
            reason TEXT CHECK ((reason IS NOT NULL) = (state IN (6, 7, 8))),
            attempts INTEGER NOT NULL DEFAULT 0 CHECK (attempts >= 0),
            http_status INTEGER,
            error TEXT,
            source INTEGER NOT NULL REFERENCES source (id),
            line INTEGER NOT NULL
        );
        CREATE INDEX action_open ON action (run) WHERE (state IN (0, 1, 2, 4) OR (state = 3 AND wanted = 0));
        CREATE INDEX action_failed ON action (run) WHERE state >= 6;
        -- Never two registers of one name in flight, whatever the runs.
        CREATE UNIQUE INDEX action_registering ON action (username) WHERE state = 1;

        CREATE VIEW action_in_words AS
            SELECT action.id, run, username,
                CASE kind WHEN 0 THEN 'register' WHEN 1 THEN 'activate' ELSE 'settle' END AS kind,
                CASE wanted WHEN 0 THEN 'active' ELSE 'pending' END AS wanted,
                CASE state WHEN 0 THEN 'planned' WHEN 1 THEN 'registering' WHEN 2 THEN 'unknown'
                    WHEN 3 THEN 'registered' WHEN 4 THEN 'activating' WHEN 5 THEN 'active'
                    WHEN 6 THEN 'rejected' WHEN 7 THEN 'stranded' ELSE 'skipped' END AS state,
                CASE typeof(user_id) WHEN 'blob' THEN lower(hex(user_id)) ELSE user_id END AS user_id,
                reason, attempts, http_status, error, path AS file, line
            FROM action JOIN source ON source.id = source;

        -- What is known of each account that rollcall has dealt with.  An account whose register is in flight is unknown
        -- because its action says so; it has no row here before the outcome.
        CREATE TABLE account (
            username TEXT PRIMARY KEY,
            status INTEGER NOT NULL CHECK (status IN (0, 1, 2, 3)),
            user_id CHECK ((user_id IS NOT NULL) = (status IN (0, 1))),
            words TEXT CHECK ((words IS NOT NULL) = (status = 3))
        ) WITHOUT ROWID;
        CREATE INDEX account_unfinished ON account (status) WHERE status IN (2, 3);

        CREATE VIEW account_in_words AS
            SELECT username,
                CASE status WHEN 0 THEN 'active' WHEN 1 THEN 'pending' WHEN 2 THEN 'unknown' ELSE 'stranded' END AS status,
                CASE typeof(user_id) WHEN 'blob' THEN lower(hex(user_id)) ELSE user_id END AS user_id, words
            FROM account;
        """

    private static let version2 = """
        -- What became of the credentials at the end of the run.
        ALTER TABLE run ADD COLUMN hand_out TEXT CHECK (hand_out IS NULL OR json_valid(hand_out));

        -- A first password or an invitation that is owed: where the password comes from, never the password.
        CREATE TABLE hand_out (
            username TEXT PRIMARY KEY CHECK (username <> ''),
            state TEXT NOT NULL CHECK (state IN ('sent', 'created', 'inviting', 'publishing')),
            source TEXT NOT NULL CHECK (source IN ('roster', 'generated', 'invitation')),
            secret TEXT CHECK ((secret IS NULL) = (source = 'roster')),
            length INTEGER CHECK ((length IS NULL) = (source = 'roster')),
            run INTEGER NOT NULL,
            file TEXT NOT NULL,
            line INTEGER NOT NULL
        ) WITHOUT ROWID;

        -- A draft of credentials on its way to its place; it is complete once hand-outs are 'publishing'.
        CREATE TABLE publication (
            only INTEGER PRIMARY KEY CHECK (only = 1),
            draft TEXT NOT NULL,
            path TEXT NOT NULL
        );
        """

    /// No id is ever lost.
    private static let version5 = """
        -- The ids that accounts had and have no more, in the order in which they were replaced.
        CREATE TABLE former_id (
            id INTEGER PRIMARY KEY,
            username TEXT NOT NULL,
            user_id NOT NULL,
            UNIQUE (username, user_id)
        );
        CREATE TRIGGER account_id_replaced AFTER UPDATE OF user_id ON account
            WHEN OLD.user_id IS NOT NULL AND NEW.user_id IS NOT OLD.user_id
        BEGIN
            INSERT INTO former_id (username, user_id) VALUES (OLD.username, OLD.user_id) ON CONFLICT DO NOTHING;
        END;
        CREATE TRIGGER account_removed AFTER DELETE ON account WHEN OLD.user_id IS NOT NULL
        BEGIN
            INSERT INTO former_id (username, user_id) VALUES (OLD.username, OLD.user_id) ON CONFLICT DO NOTHING;
        END;

        -- Pending accounts whose ids flowServ did not know, and the run in which it first said so.
        CREATE TABLE doubt (
            username TEXT PRIMARY KEY,
            user_id NOT NULL,
            run INTEGER NOT NULL
        ) WITHOUT ROWID;
        """

    /// The ids that stand in the history only are former ids too.
    private static let version6 = """
        INSERT OR IGNORE INTO former_id (username, user_id)
            SELECT username, user_id FROM action WHERE user_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM account
                WHERE account.username = action.username AND account.user_id = action.user_id)
            ORDER BY action.id;
        """

    /// Several drafts may lie somewhere at once, and adopted accounts wait for a first password.
    private static let version7 = """
        CREATE TABLE new_publication (
            id INTEGER PRIMARY KEY,
            draft TEXT NOT NULL,
            path TEXT NOT NULL
        );
        INSERT INTO new_publication (id, draft, path) SELECT only, draft, path FROM publication;
        DROP TABLE publication;
        -- Drafts of credentials on their way to their places; one is complete once hand-outs say that they stand in it.
        ALTER TABLE new_publication RENAME TO publication;

        CREATE TABLE new_hand_out (
            username TEXT PRIMARY KEY CHECK (username <> ''),
            state TEXT NOT NULL CHECK (state IN ('sent', 'created', 'inviting', 'publishing')),
            source TEXT NOT NULL CHECK (source IN ('roster', 'generated', 'invitation')),
            secret TEXT CHECK ((secret IS NULL) = (source = 'roster')),
            length INTEGER CHECK ((length IS NULL) = (source = 'roster')),
            run INTEGER NOT NULL,
            file TEXT NOT NULL,
            line INTEGER NOT NULL,
            -- The draft that it stands in.
            publication INTEGER CHECK ((publication IS NOT NULL) = (state = 'publishing'))
        ) WITHOUT ROWID;
        INSERT INTO new_hand_out (username, state, source, secret, length, run, file, line, publication)
            SELECT username, state, source, secret, length, run, file, line, iif(state = 'publishing', 1, NULL)
            FROM hand_out;
        DROP TABLE hand_out;
        -- A first password or an invitation that is owed: where the password comes from, never the password.
        ALTER TABLE new_hand_out RENAME TO hand_out;

        -- Accounts that somebody else may have made, adopted under these ids, whose passwords are still to be replaced.
        CREATE TABLE adopted (
            username TEXT PRIMARY KEY CHECK (username <> ''),
            user_id NOT NULL
        ) WITHOUT ROWID;
        """

    /// The states in an order in which conditions on them are ranges.
    private static let version3 = """
        DROP VIEW action_in_words;
        DROP VIEW account_in_words;

        -- One account's part in a run.  What the numbers mean: action_in_words.  A run's actions are written in the
        -- order of their usernames, so the order of their ids is the same.
        CREATE TABLE new_action (
            id INTEGER PRIMARY KEY,
            run INTEGER NOT NULL REFERENCES run (id),
            username TEXT NOT NULL CHECK (username <> ''),
            kind INTEGER NOT NULL CHECK (kind BETWEEN 0 AND 2),
            wanted INTEGER NOT NULL CHECK (wanted BETWEEN 0 AND 1),
            state INTEGER NOT NULL CHECK (typeof(state) = 'integer' AND state BETWEEN 0 AND 8),
            user_id CHECK ((user_id IS NOT NULL) = (state BETWEEN 3 AND 5)),
            reason TEXT CHECK ((reason IS NOT NULL) = (state BETWEEN 6 AND 8)),
            attempts INTEGER NOT NULL DEFAULT 0 CHECK (attempts >= 0),
            http_status INTEGER,
            error TEXT,
            source INTEGER NOT NULL REFERENCES source (id),
            line INTEGER NOT NULL
        );
        INSERT INTO new_action (id, run, username, kind, wanted, state, user_id, reason, attempts, http_status, error, source,
                line)
            SELECT id, run, username, kind, wanted, CASE state WHEN 3 THEN 4 WHEN 4 THEN 3 ELSE state END, user_id,
                reason, attempts, http_status, error, source, line
            FROM action ORDER BY id;
        DROP TABLE action;
        ALTER TABLE new_action RENAME TO action;
        CREATE INDEX action_open ON action (run) WHERE \(ActionState.Code.isOpen);
        CREATE INDEX action_failed ON action (run) WHERE \(ActionState.Code.isFailed);
        -- Never two registers of one name in flight, whatever the runs.
        CREATE UNIQUE INDEX action_registering ON action (username) WHERE state = 1;

        CREATE VIEW action_in_words AS
            SELECT action.id, run, username,
                CASE kind WHEN 0 THEN 'register' WHEN 1 THEN 'activate' ELSE 'settle' END AS kind,
                CASE wanted WHEN 0 THEN 'active' ELSE 'pending' END AS wanted,
                CASE state WHEN 0 THEN 'planned' WHEN 1 THEN 'registering' WHEN 2 THEN 'unknown'
                    WHEN 3 THEN 'activating' WHEN 4 THEN 'registered' WHEN 5 THEN 'active'
                    WHEN 6 THEN 'rejected' WHEN 7 THEN 'stranded' ELSE 'skipped' END AS state,
                CASE typeof(user_id) WHEN 'blob' THEN lower(hex(user_id)) ELSE user_id END AS user_id,
                reason, attempts, http_status, error, path AS file, line
            FROM action JOIN source ON source.id = source;

        -- What is known of each account that rollcall has dealt with.  An account whose register is in flight is unknown
        -- because its action says so; it has no row here before the outcome.
        CREATE TABLE new_account (
            username TEXT PRIMARY KEY,
            status INTEGER NOT NULL CHECK (status BETWEEN 0 AND 3),
            user_id CHECK ((user_id IS NOT NULL) = (status <= 1)),
            words TEXT CHECK ((words IS NOT NULL) = (status = 3))
        ) WITHOUT ROWID;
        INSERT INTO new_account (username, status, user_id, words)
            SELECT username, status, user_id, words FROM account ORDER BY username;
        DROP TABLE account;
        ALTER TABLE new_account RENAME TO account;
        CREATE INDEX account_unfinished ON account (status) WHERE status >= 1;

        CREATE VIEW account_in_words AS
            SELECT username,
                CASE status WHEN 0 THEN 'active' WHEN 1 THEN 'pending' WHEN 2 THEN 'unknown' ELSE 'stranded' END AS status,
                CASE typeof(user_id) WHEN 'blob' THEN lower(hex(user_id)) ELSE user_id END AS user_id, words
            FROM account;
        """
}

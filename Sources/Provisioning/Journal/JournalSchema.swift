internal import GRDB

/// The tables of the journal.  The CHECKs repeat the rules of the code, so that neither has to trust the other.
enum JournalSchema {
    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("1") { database in
            try database.execute(sql: version1)
        }
        migrator.registerMigration("2") { database in
            try database.execute(sql: version2)
        }
        return migrator
    }

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
            -- Whether the activations of a two-phase run may go; a gate outlives its run.
            gate TEXT NOT NULL DEFAULT 'none' CHECK (gate IN ('none', 'closed', 'open')),
            verification TEXT CHECK (verification IS NULL OR json_valid(verification))
        );
        CREATE UNIQUE INDEX run_unfinished ON run ((1)) WHERE status IN ('running', 'interrupted');

        CREATE INDEX run_held ON run (gate) WHERE gate = 'closed';

        -- One account's part in a run.
        CREATE TABLE action (
            id INTEGER PRIMARY KEY,
            run INTEGER NOT NULL REFERENCES run (id),
            username TEXT NOT NULL CHECK (username <> ''),
            kind TEXT NOT NULL CHECK (kind IN ('register', 'activate', 'settle')),
            wanted TEXT NOT NULL CHECK (wanted IN ('active', 'pending')),
            state TEXT NOT NULL CHECK (state IN (
                'planned', 'registering', 'unknown', 'registered', 'activating', 'active',
                'rejected', 'stranded', 'skipped')),
            user_id TEXT CHECK ((user_id IS NOT NULL) = (state IN ('registered', 'activating', 'active'))),
            reason TEXT CHECK ((reason IS NOT NULL) = (state IN ('rejected', 'stranded', 'skipped'))),
            attempts INTEGER NOT NULL DEFAULT 0 CHECK (attempts >= 0),
            http_status INTEGER,
            error TEXT,
            file TEXT NOT NULL,
            line INTEGER NOT NULL
        );
        CREATE UNIQUE INDEX action_in_run ON action (run, username);
        CREATE INDEX action_open ON action (run)
            WHERE state IN ('planned', 'registering', 'unknown', 'activating')
                OR (state = 'registered' AND wanted = 'active');
        -- Never two registers of one name in flight, whatever the runs.
        CREATE UNIQUE INDEX action_registering ON action (username) WHERE state = 'registering';

        -- What is known of each account that rollcall has dealt with.
        CREATE TABLE account (
            username TEXT PRIMARY KEY,
            status TEXT NOT NULL CHECK (status IN ('active', 'pending', 'unknown', 'stranded')),
            user_id TEXT CHECK ((user_id IS NOT NULL) = (status IN ('active', 'pending'))),
            words TEXT CHECK ((words IS NOT NULL) = (status = 'stranded'))
        ) WITHOUT ROWID;
        CREATE INDEX account_unfinished ON account (status) WHERE status IN ('unknown', 'stranded');
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
}

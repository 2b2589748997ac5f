import Accounts
import Testing

@testable import Roster

/// Every column that speaks about the state counts.
@Suite struct StateColumnTests {
    /// "anna active" for each entry, and how many are not wanted.
    private func summary(_ header: String, _ value: String) -> String {
        let roster = read("username,\(header)\nanna,\(value)\n", options: RosterOptions(asOf: Day("2026-06-15")))
        if let problem = roster.problems.first { return problem.code.rawValue }
        return roster.entries.first?.state.rawValue ?? (roster.files.first?.unwanted == 1 ? "unwanted" : "nothing")
    }

    @Test(arguments: [
        ("userAccountControl", "512", "active"), ("userAccountControl", "514", "pending"),
        ("userAccountControl", "66050", "pending"),
        ("userAccountControl", "66048", "active"), ("userAccountControl", "0x202", "pending"),
        ("userAccountControl", "", "active"),
        ("userAccountControl", "\"NormalAccount, PasswordNeverExpires\"", "active"),
        ("userAccountControl", "\"ACCOUNTDISABLE, NORMAL_ACCOUNT\"", "pending"),
        ("userAccountControl", "ADS_UF_ACCOUNTDISABLE|ADS_UF_NORMAL_ACCOUNT", "pending"),
        ("userAccountControl", "AccountDisabled", "pending"),
        ("userAccountControl", "NormalAccount;Zonk", "unknown-state"),
        ("userAccountControl", "Normal", "unknown-state"), ("archived", "True", "unwanted"),
        ("archived", "False", "active"),
        ("isArchived", "yes", "unwanted"), ("deleted", "1", "unwanted"), ("isDeleted", "true", "unwanted"),
        ("deletedDateTime", "", "active"),
        ("deletedDateTime", "2026-01-01T00:00:00Z", "unwanted"), ("deleted_at", "2026-01-01 10:00:00", "unwanted"),
        ("terminated", "Yes", "unwanted"), ("leaver", "Y", "unwanted"), ("inactive", "1", "pending"),
        ("inactive", "0", "active"),
        ("Is Suspended", "TRUE", "pending"), ("locked", "yes", "pending"), ("nsAccountLock", "TRUE", "pending"),
        ("Account is disabled", "True", "pending"), ("loginDisabled", "TRUE", "pending"),
        ("blockCredential", "true", "pending"),
        ("IsFrozen", "1", "pending"), ("revoked", "no", "active"), ("enabledUser", "false", "pending"),
        ("workflow_state", "deleted", "unwanted"),
        ("Employment Status", "Terminated", "unwanted"), ("Employment Status", "Full-time", "active"),
        ("Worker Status", "Retired", "unwanted"),
        ("Worker Status", "On Leave", "active"), ("Employee Status", "Pre-Hire", "pending"),
        ("Employee Status", "Zonk", "unknown-state"),
        ("Termination Date", "2026-06-14", "unwanted"), ("Termination Date", "2026-06-15", "active"),
        ("Termination Date", "31.12.2025", "unwanted"),
        ("Termination Date", "12/31/2025", "unwanted"), ("Termination Date", "12/31/2099", "active"),
        ("Termination Date", "soon", "unknown-state"),
        ("Termination Date", "07/06/2026", "unknown-state"),
        ("AccountExpirationDate", "1/1/2020 12:00:00 AM", "unwanted"),
        ("accountExpires", "9223372036854775807", "active"), ("accountExpires", "0", "active"),
        ("accountExpires", "132223104000000000", "unwanted"),
        ("accountExpires", "never", "active"), ("Valid until", "20260101", "unwanted"),
        ("accountExpires", "31-DEC-2020", "unwanted"), ("accountExpires", "9.22337E+18", "active"),
        ("accountExpires", "0000-00-00", "active"), ("Soft deletion time stamp", "2020-01-31", "unwanted"),
        ("Last Day of Work", "2020-01-31", "unwanted"), ("dateleft", "2020-01-31", "unwanted"),
        ("DOL", "2020-01-31", "unwanted"),
        ("deletion_date", "2020-01-31", "unwanted"), ("Date de sortie", "2020-01-31", "unwanted"),
        ("Archive", "Yes", "unwanted"),
        ("accountExpires", "20991231000000Z", "active"), ("Valid until", "", "active"),
    ])
    func `each in its own words`(header: String, value: String, expected: String) {
        #expect(summary(header, value) == expected)
    }

    @Test(arguments: [
        ("suspended,archived", "False,True", "unwanted"), ("suspended,archived", "True,False", "pending"),
        ("status,suspended", "active,yes", "pending"), ("enabled,status", "False,active", "pending"),
        ("state,enabled", "active,true", "active"),
        ("accountEnabled,blockSignIn", "True,Yes", "pending"), ("status,deleted", "active,1", "unwanted"),
        ("state,archived,suspended", "pending,no,no", "pending"),
        ("Enabled,userAccountControl", "True,514", "pending"),
        ("state,status", "active,full-time", "unknown-state"),
    ])
    func `of several the one counts that gives an account the least`(header: String, values: String, expected: String)
    {
        #expect(summary(header, values) == expected)
    }

    @Test func `all of them are told`() {
        let file = read("login,suspended,archived,userAccountControl\n").files.first
        #expect(
            file?.columnNote
                == "username from \"login\", state from \"suspended\" and \"archived\" and \"userAccountControl\"")
    }

    @Test func `one that was asked for counts alone, but for who is gone`() {
        let options = RosterOptions(columns: [.state: "status"])
        let roster = read(
            "username,status,enabled,archived\nanna,active,no,no\nbert,active,yes,yes\n", options: options)
        #expect(roster.entries.map(\.state) == [.active])
        #expect(roster.files.first?.columnNote == "state from \"status\" and \"archived\"; not read: \"enabled\"")
        let none = read("username,suspended,archived\nanna,yes,yes\n", options: RosterOptions(columns: [.state: ""]))
        #expect(none.entries.map(\.state) == [.active])
        #expect(none.files.first?.columnNote == "not read: \"suspended\", \"archived\"")
    }

    @Test func `they count in XML too`() {
        let roster = read(
            "<u><user login='anna' suspended='false' archived='true'/><user login='bert' inactive='1'/></u>")
        #expect(roster.entries.map(\.state) == [.pending])
        #expect(roster.files.map(\.unwanted) == [1])
    }

    @Test(arguments: [
        ("username (required)", "password (optional)", "state"),
        ("User name *", "Password*", "Status (active/pending)"),
        ("Username:", "Password:", "Status [active, pending]"),
        ("Required: Username", "Optional - password", "Account status (see below)"),
        ("[username]", "{password}", "<state>"), ("user_name（必須）", "password【x】", "STATUS"),
        ("Username Mandatory", "password optional", "state?"),
    ])
    func `hints in headers are for people`(username: String, password: String, state: String) {
        let roster = read("\(username);\(password);\(state)\nanna;secret-1;pending\n")
        #expect(roster.problems == [])
        #expect(roster.entries.map(\.state) == [.pending])
        #expect(roster.entries.map { $0.password?.reveal() } == ["secret-1"])
    }

    @Test(arguments: ["1/1/1601 12:00:00 AM", "12/31/1600 4:00:00 PM", "0001-01-01T00:00:00", "0", "never"])
    func `a program's word for no last day is none`(day: String) {
        #expect(read("username,Termination Date\nanna,\(day)\n").usernames == ["anna"])
    }

    @Test(arguments: ["12/31/98", "31.12.98", "1/2/99", "1970-01-01", "1900-01-01", "1899-12-30T00:00:00"])
    func `a last day that may be none, or of another century, is a problem`(day: String) {
        #expect(read("username,Termination Date\nanna,\(day)\n").codes == [.unknownState])
    }

    @Test func `a taught word counts in every column that speaks about the state`() {
        var options = RosterOptions()
        options.stateWords = ["Here": .active, "Gone": .deleted]
        let roster = read("username,Employment Status\nanna,Here\nbert,Gone\n", options: options)
        #expect(roster.problems == [])
        #expect(roster.usernames == ["anna"])
    }

    @Test(arguments: ["username,note,\nanna,x,surplus\n", "fullname,username,wave,\nMuster,Anna,anna,1\n"])
    func `a value below a column without a name at the end may have moved`(text: String) {
        #expect(read(text).codes == [.fieldCount])
    }

    @Test(arguments: [
        "Kennwort", "Start date", "start_date", "Benutzername", "hireDate", "Account Status 2", "contraseña",
        "lockedOut", "Enddatum", "Mot de passe",
    ])
    func `a column that looks like a field and is not read is named`(header: String) {
        #expect(read("username,\(header),wave\n").files.first?.columnNote == "not read: \"\(header)\"")
    }

    @Test(arguments: [
        "given name", "department", "wave", "Last Login", "phone", "city", "marital status", "role", "user type",
        "Created",
    ])
    func `other columns are not`(header: String) {
        #expect(read("username,\(header)\n").files.first?.columnNote == nil)
    }
}

/// What a header explains otherwise than its values are understood.
@Suite struct HeaderHintTests {
    @Test(arguments: [
        "enabled (Y = blocked)", "enabled (yes = blocked)", "status (1: gone, 0: here)", "status (1 = left)",
        "active (Y: former)", "account status (true means locked)", "enabled (true when locked)",
        "status (0 active / 1 blocked)", "status (0-active 1-blocked)", "status (1 → suspended)",
        "deleted (0 = deleted)", "archived (N = archived)", "status (on = on leave)", "suspended (yes=not suspended)",
        "deleted (1 = kept)", "status (0 = active, 1 = inactive)", "Active (no=active)", "suspended (1=active)",
        "enabled [1: pending / 0: active]", "Status (active = 0)",
        "activate on (YYYY-DD-MM)",
    ])
    func `is a problem with the header`(header: String) {
        let roster = read("username;\(header)\nanna;\n")
        #expect(roster.codes == [.ambiguousColumn])
        #expect(!roster.isComplete)
        for problem in roster.problems {
            guard case .columns(.contradicting(_, header, _), _) = problem.detail else {
                Issue.record("\(problem.detail)")
                continue
            }
        }
    }

    @Test(arguments: [
        "status (1 = active, 0 = inactive)", "suspended (yes = suspended, no = active)",
        "Status (A=active, P=pending)", "state (active/pending)",
        "enabled (true: active)", "activate on (YYYY-MM-DD)", "activate on (ISO 8601: year-month-day)",
    ])
    func `that agrees or says nothing is fine`(header: String) {
        #expect(read("username;\(header)\nanna;\n").problems == [])
    }
}

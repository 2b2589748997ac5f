import Accounts
import Testing

@testable import Roster

/// What another program has put around a value.
@Suite struct DecorationTests {
    @Test(arguments: [
        "=0012347", "=CONCAT(A1)", "'anna'", "'0012345", "`anna`", "\u{201C}anna\u{201D}", "\u{201E}anna\u{201C}",
        "«anna»", "‹anna›", "「anna」",
        "\u{2018}anna\u{2019}", "anna'", "\"\"\"anna\"\"\"", " \"anna\"", "@anna", "- anna", "+ anna",
        "mailto:anna@example.org",
        "SMTP:anna@example.org", "<anna@example.org>", "Anna Muster <anna@example.org>",
        "anna@example.org (Anna Muster)",
        "anna@example.org;", "anna;", "anna@", "anna@a.org bert@b.org", "[anna](mailto:anna@example.org)", "cn=anna",
        "uid=anna",
        "username=anna", "CN=Anna Muster", "q&amp;a", "o&#39;neill", "o&#x27;neill", "<b>anna</b>",
        "anna%40example.org", "#anna", "//anna",
        "*anna", "anna*", "{anna}", "[anna]", "(anna)", "anna:", "\\anna", "YW5uYQ==", "anna|",
        "http://example.org/anna",
    ])
    func `a name with something around it is a problem that shows it`(name: String) {
        let roster = read("username\twave\n\(name)\t1\n")
        #expect(roster.marks == ["2:1 decorated-value"], "\(name)")
    }

    @Test(arguments: ["username\nanna;pw-1-word\nbert;pw-2-word\n", "email\nanna@x.org|Anna\n"])
    func `another delimiter in a file of one column is a problem`(text: String) {
        let roster = read(text)
        #expect(roster.usernames == [])
        #expect(roster.marks.allSatisfy { $0.hasSuffix("field-count") } && !roster.marks.isEmpty)
    }

    @Test(arguments: [
        "anna\\0ADEL:b6a3d8f6", "anna@@example.org", "\"anna@example,org\"", "J=C3=BCrgen", "acct:anna@example.org",
        "xmpp:anna@example.org", "❝anna❞", "《anna》", "【anna】", "⟨anna⟩",
        "″anna″", "o\\'neil", "O''Brien", "M\\u00fcller", "M&uml;ller",
    ])
    func `other marks around a name, and characters escaped in it, are problems`(name: String) {
        #expect(read("username,wave\n\(name),1\n").marks == ["2:1 decorated-value"])
    }

    @Test(arguments: ["anna.beispielhau…", "anna..."]) func `a name that a program has cut off is a problem`(
        name: String
    ) {
        #expect(read("username\n\(name)\n").marks == ["2:1 damaged-value"])
    }

    @Test(arguments: ["○○○○", "＊＊＊＊＊＊", "·····", "■■■■"]) func `other masks are no passwords`(mask: String) {
        let roster = read("username,password\nanna,\(mask)\n")
        #expect(roster.problems == [] && roster.entries.first?.password == nil)
    }

    @Test(arguments: [
        "'Secret-1'", "\"\"\"Secret-2\"\"\"", "*LK*", "!!", "TRUE", "1-Mar", "<encrypted>",
        "aad3b435b51404eeaad3b435b51404ee:31d6cfe0d16ae931b73c59d7e0c089c0", "${PASSWORD}", "{{ password }}",
        "%PASSWORD%", "<%= password %>", "$(PASSWORD)", "{password}", "<password>",
        "[REDACTED]", "<hidden>", "[FILTERED]", "SCRAM-SHA-256$4096:c2FsdA==$c3RvcmVk:c2VydmVya2V5",
        "{x-pbkdf2}abc$def",
    ])
    func `what a program writes in a password's place is a problem`(text: String) {
        #expect(read("username,password\nanna,\(text)\n").problems.count == 1)
    }

    @Test func `two addresses in one field are a problem`() {
        #expect(read("username\twave\nanna@a.org;bert@b.org\t1\n").codes == [.decoratedValue])
        #expect(read("username\twave\n\"anna@a.org, bert@b.org\"\t1\n").codes == [.decoratedValue])
        for joint in ["/", ":", " / ", "|", "&"] {
            #expect(read("username\twave\nanna@a.org\(joint)bert@b.org\t1\n").codes == [.decoratedValue], "\(joint)")
        }
    }

    @Test(arguments: [("=\"0012345\"", "0012345"), ("\"=\"\"0012346\"\"\"", "0012346"), ("=\" anna \"", "anna")])
    func `a formula that is nothing but a text is that text`(field: String, name: String) {
        #expect(read("username,password\n\(field),secret-1\n").usernames == [name])
    }

    @Test(arguments: ["=\"secret-1\"", "\u{201C}secret-1\u{201D}", "«secret-1»"])
    func `a password within a formula or quotes is a problem that does not show it`(password: String) {
        let roster = read("username,password\nanna,\(password)\n")
        #expect(roster.codes == [.decoratedValue])
        #expect(roster.problems.allSatisfy { !"\($0.detail)".contains("secret") })
    }

    @Test(arguments: [
        "{SSHA}0pSLxdWKvVN2GEbUPTtp4nYhFnvGy", "{CRYPT}x",
        "$2b$12$abcdefghijklmnopqrstuvABCDEFGHIJKLMNOPQRSTUVWXYZ01234",
        "md55f4dcc3b5aa765d61d8327deb882cf99", "*2470C0C06DEE42FD1618BB99005ADCA2EC9D1E19",
        "$6$rounds=5000$salt$0123456789abcdef", "$argon2id$v=19$m=65536$abc$def",
        "pbkdf2_sha256$260000$abcdefghijkl$0123456789abcdefghijklmnopqrstuv=",
        "scrypt:32768:8:1$abcdefgh$0123456789abcdef0123456789abcdef",
    ])
    func `a hash in place of a password is a problem`(hash: String) {
        #expect(read("username;password\nanna;\(hash)\n").codes == [.hashedPassword])
    }

    @Test(arguments: ["••••••••", "●●●●", "********"])
    func `dots in place of a password are none`(mask: String) {
        let roster = read("username,password\nanna,\(mask)\n")
        #expect(roster.problems == [])
        #expect(roster.entries.map(\.hasPassword) == [false])
    }

    /// Names as organizations really have them.
    @Test(arguments: [
        "anna", "o'neill", "o\u{2019}neill", "anna.muster@example.org", "anna+test@example.org", "_svc-backup",
        "srv01$", "+4917012345678",
        "CORP\\anna", "anna muster", "Anna Muster (Extern)", "0012345", "a", "名前", "Jörg",
        "anna_gmail.com#EXT#@tenant.onmicrosoft.com",
        "@anna:example.org", "50%club", "q&a", "research&dev", "a=b", "1=1", "x<y", "anna-", "x.", "-rf", "+1", "-1",
        "+anna", "$(touch taken)", "12345", "JOÃO",
        "ÂNGELA", "Ñandú", "Åsa",
        "Kovács", "Şükrü", "Ðorđe", "Άννα", "Анна", "été", "12e4", "12.345", "jan-01", "may.2@example.org", "1a",
        "007", "true", "😀", "'t Hooft", "' OR 1=1 --",
    ])
    func `honest names are read`(name: String) {
        #expect(read("username,password\n\(name),secret-1\n").usernames == [name])
    }

    @Test(arguments: [
        "=x7!a", "'tis-1", "a&b", "50%40x", "\"in quotes\"7", "<x>1", "1.23457", "12345.0x", "#hash!",
        "p@ss?word1", "(a)1", "-dash-1",
    ])
    func `honest passwords are read`(password: String) {
        let field = "\"" + password.replacing("\"", with: "\"\"") + "\""
        #expect(read("username,password\nanna,\(field)\n").entries.map { $0.password?.reveal() } == [password])
    }

    @Test(arguments: [("q&amp;amp;a", "q&amp;a"), ("o&#39;neill", "o'neill")])
    func `XML spells characters by itself`(spelled: String, name: String) {
        #expect(read("<u><user username=\"\(spelled)\"/></u>").usernames == [name])
    }
}

import Accounts
import Foundation
import Testing

@testable import Roster

@Suite struct XMLTests {
    private func read(_ text: String, options: RosterOptions = RosterOptions()) -> Roster {
        RosterReader(options: options).read(bytes: text.utf8, named: "team.xml")
    }

    @Test(arguments: [
        "<users><user username='alice' wave='2'/></users>",
        "<users><user><username>alice</username><wave>2</wave></user></users>",
        "<users><user username='alice'><wave>2</wave></user></users>",
        "<users><user id='7'><username kind='x' case='y'>ali<!-- -->ce</username><wave>2</wave></user></users>",
        "<a xmlns='urn:x'><b><user><username> alice\n</username><wave>2</wave></user></b></a>",
        "<r:users xmlns:r='urn:x'><r:user r:username='alice'><r:wave>2</r:wave></r:user></r:users>",
        "<users><user><username><![CDATA[al]]>ice</username><wave>&#50;</wave></user></users>",
        "<?xml version='1.0'?><!DOCTYPE users SYSTEM 'users.dtd'><users><user username='alice' wave='2'/></users>",
        "<!DOCTYPE users PUBLIC '-' \"a>b'.dtd\"><users><user username='alice' wave='2'/></users>",
        "\u{FEFF}<users><user username='alice' wave='2'/></users>",
        "\n<users><!-- <user username='no'/> --><?x y?><user username='alice' wave='2'/></users>",
    ])
    func `users are read however they are written`(text: String) {
        let roster = read(text)
        #expect(roster.problems == [])
        #expect(roster.usernames == ["alice"])
        #expect(roster.entries.first?.fields["wave"] == "2")
        #expect(roster.files.map(\.rows) == [1])
    }

    @Test(arguments: 1...90) func `a document type declaration may be cut anywhere`(chunkSize: Int) {
        let text = "<!-- a > b --><!DOCTYPE users SYSTEM 'a>b.dtd'><users><user username='alice'/></users>"
        let roster = RosterReader(chunkSize: chunkSize).read(bytes: text.utf8, named: "team.xml")
        #expect(roster.problems == [] && roster.usernames == ["alice"])
    }

    @Test func `every field is read`() throws {
        let roster = read(
            """
            <users>
              <user>
                <login>alice</login><password>a&lt;b&amp;c</password><state>pending</state>
                <activate_on>2026-03-01T00:00:00Z</activate_on>
                <flowserv_id>0123456789abcdef0123456789abcdef</flowserv_id>
              </user>
            </users>
            """, options: RosterOptions(timeZone: .gmt))
        let alice = try #require(roster.entries.first)
        #expect(alice.password?.reveal() == "a<b&c")
        #expect(alice.state == .pending)
        #expect(alice.activateOn == Day("2026-03-01"))
        #expect(alice.flowservID == "0123456789abcdef0123456789abcdef")
        #expect(alice.fields["password"] == nil)
        #expect(alice.fields["login"] == "alice")
        #expect(alice.location == SourceLocation(file: "team.xml", line: 3, column: 5))
        #expect(roster.files.first?.columns[.username] == "login")
    }

    @Test func `records and fields may be named`() {
        let options = RosterOptions(
            xmlRecord: "person", xmlFields: [.username: "account/@name", .password: "account/secret"])
        let roster = read(
            "<p><user username='no'/><person><account name='alice'><secret>x</secret></account></person></p>",
            options: options)
        #expect(roster.problems == [])
        #expect(roster.usernames == ["alice"])
        #expect(roster.entries.first?.password?.reveal() == "x")
        #expect(roster.entries.first?.fields == ["account": "", "account/@name": "alice"])
    }

    @Test func `an attribute may be asked for with its sign`() {
        let options = RosterOptions(xmlFields: [.username: "@nick"])
        #expect(read("<u><user nick='alice' username='no'/></u>", options: options).usernames == ["alice"])
    }

    @Test func `places are those of the tags`() {
        let roster = read(
            "<users>\n  <user username='alice'\n    state='x'/>\n  <user><username>é</username><state>q</state></user>\n"
                + "  <user/>\n</users>\n")
        #expect(roster.marks == ["2:3 unknown-state", "4:31 unknown-state", "5:3 missing-username"])
    }

    @Test func `a document without users is fine when it is empty and a problem otherwise`() {
        #expect(read("<users/>").isValid)
        #expect(read("<users> </users>").files.map(\.rows) == [0])
        let roster = read("<people><person username='alice'/></people>")
        #expect(roster.problems.map(\.detail) == [.xml(.noRecords(element: "user", root: "people", first: "person"))])
    }

    @Test(arguments: [
        "<Error>AccessDenied</Error>", "<Error/>", "<svg/>", "<svg></svg>",
        "<Error><Code>AccessDenied</Code></Error>",
        "<?xml version='1.0'?>\n<response/>", "<user-error/>", "<users>none</users>", "<rss version='2.0'> </rss>",
    ])
    func `a document of another kind is no empty roster`(text: String) { #expect(read(text).codes == [.noRecords]) }

    @Test(arguments: [
        "<users/>", "<Users> </Users>", "<roster/>", "<people></people>", "<enterprise/>", "<user-list/>",
    ])
    func `an empty list of users is an empty roster`(text: String) { #expect(read(text).isValid) }

    @Test(arguments: [("password", "a\u{80}b"), ("username", "an\u{93}na")])
    func `a character of another encoding is told as that of a document`(field: String, value: String) {
        let roster = read("<users><user username='bert' password='x-1'/><user \(field)='\(value)'/></users>")
        let isMarkup = roster.problems.contains { problem in
            switch problem.detail {
            case .password(.untypable(_, isMarkup: true)), .username(.control(_, isMarkup: true)): true
            default: false
            }
        }
        #expect(isMarkup, "\(roster.problems.map(\.detail))")
    }

    @Test(arguments: [
        ("<u><user username='a'><username>b</username></user><user username='c'/></u>", "1:23 repeated-field"),
        ("<u><user login='a' Login='b'/><user login='c'/></u>", "1:4 repeated-field"),
        ("<u><user><login><b>a</b></login></user><user login='c'/></u>", "1:10 nested-element"),
        ("<u><user login='c'/><user email='b'/></u>", "1:21 missing-username"),
        ("<u><user login='c'/><user login=' '/></u>", "1:21 missing-username"),
    ])
    func `a user that could be misread is a problem and stops no other`(text: String, mark: String) {
        let roster = read(text)
        #expect(roster.marks == [mark])
        #expect(roster.usernames == ["c"])
        #expect(roster.isComplete)
    }

    @Test func `persons of IMS Enterprise are understood, deleted ones left out`() {
        let roster = read(
            """
            <enterprise><properties><datasource>x</datasource></properties>
            <person recstatus="1"><sourcedid><source>x</source><id>7</id></sourcedid>
              <userid useridtype="Login" password="hunter2">alice</userid><email>alice@example.org</email></person>
            <person recstatus="3"><userid>bob</userid></person>
            <person><userid>carol</userid></person>
            <group><sourcedid><source>x</source><id>8</id></sourcedid></group></enterprise>
            """)
        #expect(roster.problems == [])
        #expect(roster.usernames == ["alice", "carol"])
        #expect(roster.entries.first?.fields["sourcedid/id"] == "7")
        #expect(roster.entries.first?.fields["userid/@password"] == nil)
        #expect(roster.files.map(\.rows) == [2])
    }

    @Test func `outside IMS Enterprise a userid is another system's id`() {
        #expect(read("<u><user><userid>7</userid></user></u>").codes == [.missingUsername])
    }

    @Test func `a field may be left out`() {
        let text = "<u><user login='alice' status='full-time'/></u>"
        let problem = StateProblem.unknown(word: "full-time", isNegated: false, format: .xml)
        #expect(read(text).problems.map(\.detail) == [.state(problem)])
        #expect(read(text, options: RosterOptions(xmlFields: [.state: ""])).usernames == ["alice"])
    }

    @Test func `a path of several steps is no field by its look`() {
        #expect(read("<u><user><user><name>alice</name></user></user></u>").codes == [.nestedElement])
        #expect(read("<u><user><x><username>alice</username></x></user></u>").codes == [.missingUsername])
    }
}

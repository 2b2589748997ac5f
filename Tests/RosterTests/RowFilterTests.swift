import Accounts
import Testing

@testable import Roster

@Suite struct RowFilterTests {
    private static let csv =
        "username,Wave,E-Mail,Team,team\nann,1,ann@x,a,b\nbob, 2 ,bob@x,a,\ncid,,cid@x,b,\ndee,2,dee@x,b,\n"

    private func names(_ conditions: [(String, String)], in text: String = csv) -> [String] {
        filter(conditions).choice(of: read(text).entries).entries.map(\.username.text)
    }

    private func filter(_ conditions: [(String, String)]) -> RowFilter {
        conditions.reduce(into: RowFilter()) { $0.add(field: $1.0, value: $1.1) }
    }

    @Test(arguments: [
        ([], ["ann", "bob", "cid", "dee"]),
        ([("Wave", "2")], ["bob", "dee"]),
        ([("Wave", " 2 ")], ["bob", "dee"]),
        ([(" Wave ", "1"), ("Wave", "2")], ["ann", "bob", "dee"]),
        ([("Wave", "2"), ("Team", "b")], ["dee"]),
        ([("Wave", "")], ["cid"]),
        ([("Wave", "02")], []),
        ([("Wave", "2=2")], []),
        ([("e_mail", "cid@x")], ["cid"]),
        ([("username", "ann")], ["ann"]),
        ([("Team", "a"), ("team", "b")], ["ann"]),
    ])
    func `different fields must all match, of one field any value`(conditions: [(String, String)], expected: [String])
    {
        #expect(names(conditions) == expected)
    }

    @Test func `values are compared byte by byte`() {
        let text = "username,city\nann,Zu\u{308}rich\nbob,Z\u{FC}rich\ncid,Z\u{FC}RICH\n"
        #expect(names([("city", "Z\u{FC}rich")], in: text) == ["bob"])
    }

    @Test func `a row without the field counts as empty there`() {
        let text =
            "<users><user username='ann' wave='1'/><user username='bob'/><user username='cid' wave=''/></users>"
        #expect(names([("wave", "1")], in: text) == ["ann"])
        #expect(names([("@wave", "")], in: text) == ["bob", "cid"])
    }

    @Test(arguments: ["Wav", "TEAM", "password", ""])
    func `a field that no row has, or that could be two, is unknown`(field: String) {
        let entries = read(Self.csv.replacing("E-Mail", with: "Password")).entries
        let choice = filter([(field, "a"), ("Wave", "1")]).choice(of: entries)
        #expect(choice.unknownFields == [field])
        #expect(choice.fields == ["username", "Wave", "Team", "team"])
        #expect(choice.entries.isEmpty)
    }

    @Test func `one file that has the field is enough`() {
        let entries = read("username\nzoe\n", named: "other.csv").entries + read(Self.csv).entries
        let choice = filter([("Wave", "1")]).choice(of: entries)
        #expect(choice.unknownFields.isEmpty)
        #expect(choice.entries.map(\.username) == ["ann"])
    }

    @Test func `without rows there is no telling`() {
        #expect(filter([("Wave", "1")]).choice(of: []).unknownFields.isEmpty)
    }
}

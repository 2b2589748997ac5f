import Accounts
import FlowServ
import Foundation
import Provisioning
import Roster
import Testing

/// The table "desired × known → action" of the design, and what blocks an action.
struct PlannerTests {
    static let id = UserID(rawValue: "0123456789abcdef0123456789abcdef")
    static let today = Day("2026-03-10") ?? Day(Date(), in: .gmt)

    enum Expectation: Hashable, Sendable {
        case unchanged
        case unchangedWithWarning
        case action(Action.Kind, userID: String?)
        case blocked(code: String)
    }

    struct Row: Sendable, CustomStringConvertible {
        let known: AccountKnowledge?
        let wanted: DesiredState
        let expected: Expectation
        var description: String { "\(known.map { "\($0)" } ?? "nothing") × \(wanted)" }
    }

    static let table: [Row] = [
        Row(known: .active(id), wanted: .active, expected: .unchanged),
        Row(known: .active(id), wanted: .pending, expected: .unchangedWithWarning),
        Row(known: .pending(id), wanted: .active, expected: .action(.activate, userID: id.rawValue)),
        Row(known: .pending(id), wanted: .pending, expected: .unchanged),
        Row(known: nil, wanted: .active, expected: .action(.register, userID: nil)),
        Row(known: nil, wanted: .pending, expected: .action(.register, userID: nil)),
        Row(known: .unknown, wanted: .active, expected: .action(.settle, userID: nil)),
        Row(known: .unknown, wanted: .pending, expected: .action(.settle, userID: nil)),
        Row(known: .stranded("taken"), wanted: .active, expected: .blocked(code: "stranded")),
        Row(known: .stranded("taken"), wanted: .pending, expected: .blocked(code: "stranded")),
    ]

    @Test(arguments: table)
    func `a wanted state and a known one give one action`(row: Row) {
        var listing: [User] = []
        var knowledge: [AccountName: AccountKnowledge] = [:]
        if case .active(let id)? = row.known {
            listing = [User(id: id, username: "alice")]
        } else {
            knowledge[AccountName("alice")] = row.known
        }
        let changes = plan("username,password,state\nalice,secret,\(row.wanted.rawValue)\n", listing, knowledge)
        #expect(expectation(changes) == row.expected)
        #expect(changes.actions.allSatisfy { $0.state == row.wanted })
    }

    private func expectation(_ changes: PlannedChanges) -> Expectation? {
        if let action = changes.actions.first { return .action(action.action, userID: action.userID) }
        if let blocked = changes.blocked.first { return .blocked(code: blocked.code) }
        guard changes.unchanged == 1 else { return nil }
        return changes.warnings.isEmpty ? .unchanged : .unchangedWithWarning
    }

    @Test(arguments: [AccountKnowledge.pending(id), .unknown, .stranded("taken"), .active(id)])
    func `the listing overrules the journal`(known: AccountKnowledge) {
        let other = UserID(rawValue: String(repeating: "f", count: 32))
        let changes = plan(
            "username,password\nalice,secret\n", [User(id: other, username: "alice")], [AccountName("alice"): known])
        #expect(changes.unchanged == 1)
        #expect(changes.actions.isEmpty && changes.blocked.isEmpty)
    }

    @Test func `an account that is not listed any more is registered again`() {
        let changes = plan("username,password\nalice,secret\n", [], [AccountName("alice"): .active(Self.id)])
        #expect(changes.actions.map(\.action) == [.register])
    }

    @Test func `a stranded account whose id the roster gives is activated`() {
        let roster = "username,password,flowserv_id\nalice,secret,\(Self.id)\n"
        let changes = plan(roster, [], [AccountName("alice"): .stranded("taken")])
        #expect(changes.actions.map(\.action) == [.activate])
        #expect(changes.actions.first?.userID == Self.id.rawValue)
    }

    @Test(arguments: [("2026-03-09", DesiredState.active), ("2026-03-10", .active), ("2026-03-11", .pending)])
    func `activate_on means pending before that day and active from it on`(day: String, state: DesiredState) {
        let changes = plan("username,password,activate_on\nalice,secret,\(day)\n")
        #expect(changes.actions.map(\.state) == [state])
    }

    @Test func `names that differ only by case or Unicode form are blocked with both spellings`() throws {
        let listing = [User(id: Self.id, username: "Ann")]
        let changes = plan("username,password\nann,secret\njos\u{E9},secret\njose\u{301},secret\n", listing)
        #expect(changes.actions.isEmpty)
        #expect(changes.blocked.map(\.code) == ["similar-name", "similar-name", "similar-name"])
        let ann = try #require(changes.blocked.first { $0.username == AccountName("ann") })
        #expect(ann.reason == .similarName(["Ann"]))
        let jose = try #require(changes.blocked.first { $0.username == AccountName("jos\u{E9}") })
        #expect(jose.reason == .similarName([AccountName("jose\u{301}")]))
    }

    @Test func `a look-alike that is already as wanted is not blocked`() {
        let listing = [User(id: Self.id, username: "Ann"), User(id: Self.id, username: "ann")]
        let changes = plan("username,password\nAnn,secret\nann,secret\n", listing)
        #expect(changes.blocked.isEmpty)
        #expect(changes.unchanged == 2)
    }

    @Test func `a new account without a password is blocked, a pending one can still be activated`() {
        let changes = plan("username\nalice\nbob\n", [], [AccountName("bob"): .pending(Self.id)])
        #expect(changes.blocked.map(\.code) == ["no-password"])
        #expect(changes.actions.map(\.action) == [.activate])
    }

    @Test(arguments: ["admin*", "ADMIN?", "*min1", "admin1"])
    func `a protected name is left alone`(pattern: String) {
        let changes = plan("username,password\nadmin1,secret\n", protected: [pattern])
        #expect(changes.blocked.map(\.code) == ["protected"])
        #expect(changes.actions.isEmpty)
    }

    @Test(arguments: ["admin", "?admin1", "root*"])
    func `a pattern covers only what it matches`(pattern: String) {
        #expect(plan("username,password\nadmin1,secret\n", protected: [pattern]).actions.count == 1)
    }

    @Test func `rows that are not valid are blocked and their accounts are not unmanaged`() {
        let listing = [User(id: Self.id, username: "bob"), User(id: Self.id, username: "carol")]
        let changes = plan("username,password\nbob,a\nbob,b\nalice,c\n", listing)
        #expect(changes.blocked.map(\.code) == ["duplicate-username", "duplicate-username"])
        #expect(changes.unmanaged == [AccountName("carol")])
        #expect(changes.actions.map(\.username) == [AccountName("alice")])
    }

    @Test func `everything is sorted by the bytes of the name, whatever the order of the input`() {
        let one = plan("username,password\nb,x\nZ,x\na,x\n", [User(id: Self.id, username: "y")])
        let two = plan("username,password\na,x\nb,x\nZ,x\n", [User(id: Self.id, username: "y")])
        #expect(one.actions.map(\.username.text) == ["Z", "a", "b"])
        #expect(one.actions.map(\.username) == two.actions.map(\.username))
    }

    @Test func `a name that the server lists twice is warned about`() {
        let listing = [User(id: Self.id, username: "dup"), User(id: Self.id, username: "dup")]
        #expect(plan("username,password\ndup,x\n", listing).warnings == [.listedTwice("dup")])
    }

    private func plan(
        _ csv: String, _ listing: [User] = [], _ knowledge: [AccountName: AccountKnowledge] = [:],
        protected: [String] = []
    ) -> PlannedChanges {
        let roster = RosterReader(options: RosterOptions()).read(bytes: Array(csv.utf8), named: "team.csv")
        return Planner(asOf: Self.today, protected: ProtectedNames(protected))
            .changes(roster: roster, listing: listing, knowledge: knowledge)
    }
}

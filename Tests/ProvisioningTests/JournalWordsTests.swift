import Accounts
import FlowServ
import Foundation
import GRDB
import Roster
import Testing

@testable import Provisioning

/// The views spell the numbers of the tables as the code does.
struct JournalWordsTests {
    private static let id = UserID(rawValue: "0123456789abcdef0123456789abcdef")

    private static let states: [ActionState] = [
        .planned, .registering, .unknown, .registered(id), .activating(id), .active(id), .rejected("no"),
        .stranded("taken"), .skipped("why"),
    ]

    @Test(arguments: states) func `every state has its word`(state: ActionState) throws {
        let journal = try Journal.inMemory()
        _ = try journal.begin(NewRun(JournalTests.plan(["a"]), now: Date()))
        let row = try journal.write { database in
            try JournalStatement("UPDATE action SET state = ?, user_id = ?, reason = ?", database).run(
                .integer(state.code.rawValue), UserIDColumn.value(state.userID), .text(state.reason))
            return try Row.fetchOne(database, sql: "SELECT state, user_id, kind, wanted, file FROM action_in_words")
        }
        #expect(row?["state"] == state.word)
        #expect(row?["user_id"] == state.userID?.rawValue)
        #expect(row?["kind"] == "register")
        #expect(row?["wanted"] == "active")
        #expect(try journal.actions(of: 1).map(\.state) == [state])
    }

    @Test(arguments: [
        AccountKnowledge.active(id), .pending(UserID(rawValue: "no hexadecimal id")), .unknown, .stranded("taken"),
    ])
    func `all that can be known of an account has its word`(known: AccountKnowledge) throws {
        let journal = try Journal.inMemory()
        try journal.learn(known, about: AccountName("a"))
        let row = try journal.read { try Row.fetchOne($0, sql: "SELECT * FROM account_in_words") }
        #expect(row?["status"] == known.word)
        #expect(row?["user_id"] == known.columns.userID?.rawValue)
        #expect(try journal.knowledge(of: AccountName("a")) == known)
    }

    @Test(arguments: ["0123456789abcdef0123456789abcdef", "0123456789ABCDEF0123456789ABCDEF", "7", "", "é"])
    func `an id comes out of the journal as it went in`(text: String) throws {
        let journal = try Journal.inMemory()
        try journal.learn(.active(UserID(rawValue: text)), about: AccountName("a"))
        #expect(try journal.knowledge() == [AccountName("a"): .active(UserID(rawValue: text))])
    }
}

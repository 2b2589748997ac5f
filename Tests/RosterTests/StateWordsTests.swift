import Accounts
import Foundation
import Testing

@testable import Roster

@Suite struct StateWordsTests {
    @Test(arguments: [
        "active", "ACTIVE", "Enabled", "true", "TRUE", "yes", "Y", "on", "1", "RECOVERY", "PASSWORD_EXPIRED",
        "Locked out",
    ])
    func `these words mean active`(word: String) {
        #expect(StateWords.meaning(word, negated: false) == .wanted(.active))
    }

    @Test(arguments: [
        "pending", "STAGED", "PROVISIONED", "Invited", "Pending user action",
    ])
    func `these words mean pending`(word: String) {
        #expect(StateWords.meaning(word, negated: false) == .wanted(.pending))
    }

    @Test(arguments: [
        "Inactive", "disabled", "Suspended", "Deactivated", "blocked", "banned", "Locked", "false", "no", "n", "off",
        "0",
    ])
    func `these words mean pending, whatever day it was to become active on`(word: String) {
        #expect(StateWords.meaning(word, negated: false) == .held)
        let roster = read("username,state,activate_on\nanna,\(word),2020-01-01\nbert,pending,2020-01-01\n")
        #expect(roster.entries.map { $0.state(asOf: Day("2026-06-15") ?? Day(Date())) } == [.pending, .active])
    }

    @Test(arguments: ["deleted", "DEPROVISIONED", "Archived"])
    func `these words mean that no account is wanted`(word: String) {
        #expect(StateWords.meaning(word, negated: false) == .unwanted)
    }

    @Test(arguments: ["2", "maybe", "activ", "-1", "ja", "removed"])
    func `any other word is refused`(word: String) {
        #expect(StateWords.meaning(word, negated: false) == nil)
    }

    @Test func `a column that asks the opposite turns true and false round`() {
        #expect(StateWords.meaning("yes", negated: true) == .held)
        #expect(StateWords.meaning("0", negated: true) == .wanted(.active))
        #expect(StateWords.meaning("active", negated: true) == nil)
    }

    @Test func `the lists in messages name words of the table`() {
        let meanings: [String: StateWords.Meaning] = [
            "active": .wanted(.active), "pending": .held, "not wanted": .unwanted,
        ]
        for list in [StateWords.allowed, StateWords.allowedNegated] {
            for part in list.split(separator: "; ") {
                let halves = part.dropLast().split(separator: " (")
                for word in halves[0].split(separator: ", ") {
                    let meaning = StateWords.meaning(String(word), negated: list == StateWords.allowedNegated)
                    #expect(meaning == meanings[String(halves[1])] || word == "pending", "\(word)")
                }
            }
        }
    }
}

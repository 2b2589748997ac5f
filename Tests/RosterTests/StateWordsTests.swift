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
        "pending", "Inactive", "disabled", "Suspended", "false", "no", "n", "off", "0", "STAGED", "PROVISIONED",
    ])
    func `these words mean pending`(word: String) {
        #expect(StateWords.meaning(word, negated: false) == .wanted(.pending))
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
        #expect(StateWords.meaning("yes", negated: true) == .wanted(.pending))
        #expect(StateWords.meaning("0", negated: true) == .wanted(.active))
        #expect(StateWords.meaning("active", negated: true) == nil)
    }

    @Test func `the lists in messages name words of the table`() {
        let meanings: [String: StateWords.Meaning] = [
            "active": .wanted(.active), "pending": .wanted(.pending), "not wanted": .unwanted,
        ]
        for list in [StateWords.allowed, StateWords.allowedNegated] {
            for part in list.split(separator: "; ") {
                let halves = part.dropLast().split(separator: " (")
                for word in halves[0].split(separator: ", ") {
                    let meaning = StateWords.meaning(String(word), negated: list == StateWords.allowedNegated)
                    #expect(meaning == meanings[String(halves[1])], "\(word)")
                }
            }
        }
    }
}

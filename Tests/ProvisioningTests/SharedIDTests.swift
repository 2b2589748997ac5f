import Accounts
import FlowServ
import Testing

@testable import Provisioning

/// Ids that the journal holds for two names, because an answer named another account's id.
struct SharedIDTests {
    @Test func `an id of two pending names is used for neither of them`() {
        let (shared, own) = (UserID(rawValue: "a1"), UserID(rawValue: "b2"))
        let knowledge: [AccountName: AccountKnowledge] = [
            "ann": .pending(shared), "bob": .pending(shared), "cleo": .pending(own), "dan": .active(shared),
        ]
        let corrected = knowledge.corrected(by: Listing([]))
        for name: AccountName in ["ann", "bob"] {
            guard case .stranded(let words) = corrected[name] else {
                Issue.record("\(name) is \(String(describing: corrected[name]))")
                continue
            }
            #expect(words.contains("a1"))
        }
        #expect(corrected["cleo"] == .pending(own) && corrected["dan"] == .active(shared))
    }
}

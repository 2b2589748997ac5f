import FlowServ
import Provisioning
import Testing

struct ListingTrustTests {
    private static let id = UserID(rawValue: "0123456789abcdef0123456789abcdef")

    @Test(arguments: [(10, 5, true), (10, 6, false), (1000, 20, true), (1000, 21, false), (0, 0, true)])
    func `a listing may lack five accounts or two percent`(known: Int, missing: Int, believable: Bool) {
        let names = (0..<known).map { "user\($0)" }
        let knowledge = Dictionary(
            uniqueKeysWithValues: names.map { (AccountName($0), AccountKnowledge.active(Self.id)) })
        let listing = names.dropFirst(missing).map { User(id: Self.id, username: $0) }
        let trust = ListingTrust(listing: listing, knowledge: knowledge)
        #expect(trust.missing.count == missing)
        #expect(trust.isBelievable == believable)
    }

    @Test func `pending, unknown and stranded accounts are not expected in a listing`() {
        let knowledge: [AccountName: AccountKnowledge] = [
            AccountName("a"): .pending(Self.id), AccountName("b"): .unknown, AccountName("c"): .stranded("taken"),
        ]
        #expect(ListingTrust(listing: [], knowledge: knowledge).missing.isEmpty)
    }
}

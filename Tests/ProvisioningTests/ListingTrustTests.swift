import Accounts
import FlowServ
import Provisioning
import Testing

struct ListingTrustTests {
    private static let id = UserID(rawValue: "0123456789abcdef0123456789abcdef")

    @Test(arguments: [(10, 5, true), (10, 6, false), (1000, 20, true), (1000, 21, false), (0, 0, true)])
    func `a listing may lack five accounts or two percent`(known: Int, missing: Int, believable: Bool) throws {
        let names = (0..<known).map { "user\($0)" }
        let journal = try Journal.inMemory()
        for name in names { try journal.learn(.active(Self.id), about: AccountName(name)) }
        let listing = names.dropFirst(missing).map { User(id: Self.id, username: AccountName($0)) }
        let trust = try journal.trust(in: Listing(listing))
        #expect(trust.missing.count == missing)
        #expect(trust.isBelievable == believable)
    }

    @Test func `pending, unknown and stranded accounts are not expected in a listing`() throws {
        let journal = try Journal.inMemory()
        try journal.learn(.pending(Self.id), about: AccountName("a"))
        try journal.learn(.unknown, about: AccountName("b"))
        try journal.learn(.stranded("taken"), about: AccountName("c"))
        #expect(try journal.trust(in: ListingIndex([])).expected == 0)
        try journal.learn(.active(Self.id), about: AccountName("d"))
        #expect(try journal.trust(in: ListingIndex([])) == ListingTrust(missing: [AccountName("d")], expected: 1))
    }
}

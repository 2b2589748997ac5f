import Accounts
import Testing

@testable import FlowServ

@Suite struct ListingTests {
    private func user(_ name: String, _ id: String) -> User {
        User(id: UserID(rawValue: id), username: AccountName(name))
    }

    @Test(arguments: [
        "0123456789abcdef0123456789abcdef", "0123456789ABCDEF0123456789abcdef", "0123456789abcdef0123456789abcdeg",
        "0123456789abcdef0123456789abcde", "0123456789abcdef0123456789abcdef0", "/:@`{0123456789abcdef012345678ab",
        "ffffffffffffffffffffffffffffffff", "", "é",
    ])
    func `an id of any kind is what it was`(id: String) {
        #expect(Array(Listing([user("ann", id), user("", id)])) == [user("ann", id), user("", id)])
    }

    @Test func `a usual account takes 32 bytes and its name`() {
        let listing = Listing((0..<1_000).map { user("user\(1_000 + $0)", "0123456789abcdef0123456789abcdef") })
        #expect(listing.byteCount == 1_000 * (32 + 8))
    }

    @Test func `names are ordered by their bytes, and the same ones by their ids`() {
        var random = SystemRandomNumberGenerator()
        let parts = ["a", "B", "aaaaaaaa", "é", "e\u{301}", "😀", "\0", "aaaaaaab", "z"]
        var users: [User] = []
        for number in 0..<6_000 {
            let name = (0..<Int.random(in: 0...4, using: &random)).map { _ in
                parts.randomElement(using: &random) ?? ""
            }
            users.append(user(name.joined(), "\(number % 7)"))
        }
        users += (0..<3_000).map { user("someone-with-a-long-name-\($0 * 7_919 % 3_000)", "1") }
        let listing = Listing(users)
        let (places, repeated) = listing.order()
        let expected = users.indices.sorted { left, right in
            let (first, second) = (users[left], users[right])
            if !first.username.text.utf8.elementsEqual(second.username.text.utf8) {
                return first.username.text.utf8.lexicographicallyPrecedes(second.username.text.utf8)
            }
            return (first.id.rawValue, left) < (second.id.rawValue, right)
        }
        #expect(places.map(Int.init) == expected)
        let pairs = zip(expected, expected.dropFirst())
        let again = pairs.filter { users[$0].username.text.utf8.elementsEqual(users[$1].username.text.utf8) }.map(\.1)
        #expect(repeated.map(Int.init) == again)
    }

    @Test func `a listing that is in order already stays as it is`() {
        let listing = Listing([user("ann", "2"), user("ann", "3"), user("bob", "1")])
        #expect(listing.order().places == [0, 1, 2])
        #expect(listing.order().repeated == [1])
    }

    @Test func `very many accounts of one name, and names alike for long, come to an end`() {
        let long = String(repeating: "x", count: 5_000)
        let users = (0..<100).map { user(long + "\($0 % 10)", "\($0)") } + (0..<3_000).map { user("dup", "\($0)") }
        let order = Listing(users).order()
        #expect(order.repeated.count == 2_999 + 90)
        #expect(Set(order.places).count == users.count)
    }
}

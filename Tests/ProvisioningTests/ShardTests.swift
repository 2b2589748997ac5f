import Accounts
import Testing

@testable import Provisioning

/// Which part of all names a shard is.
struct ShardTests {
    private let names = (0..<3_000).map { AccountName("user\($0)@example.org") }

    @Test(arguments: [1, 2, 3, 7, 16]) func `shards are disjoint and together everybody`(count: Int) throws {
        let shards = try (0..<count).map { try #require(Shard("\($0)/\(count)")) }
        for name in names { #expect(shards.count { $0.contains(name) } == 1) }
        // 3,000 names, thrown: no part is far from its share.
        let share = names.count / count
        for shard in shards { #expect(abs(names.count(where: shard.contains) - share) < share / 4) }
    }

    /// Where the names are is known from another implementation of SHA-256; it must never change.
    @Test(arguments: [("ann", 14), ("bob", 10), ("jos\u{e9}", 5), ("山田太郎", 8)])
    func `a name stays where it is`(name: String, index: Int) throws {
        #expect(try #require(Shard("\(index)/16")).contains(AccountName(name)))
    }

    @Test(arguments: [["Ann", "ann", "ANN"], ["jos\u{e9}", "jose\u{301}", "JOS\u{c9}"], ["straße", "STRASSE"]])
    func `names that differ only by case or Unicode form are together`(similar: [String]) throws {
        for index in 0..<8 {
            let shard = try #require(Shard("\(index)/8"))
            #expect(Set(similar.map { shard.contains(AccountName($0)) }).count == 1)
        }
    }

    @Test(arguments: ["", "1", "/", "1/", "/2", "2/2", "3/2", "-1/2", "0/0", "a/b", "1/2/3", "0x1/2", " 0/2"])
    func `what is no shard is refused`(text: String) {
        #expect(Shard(text) == nil)
    }
}

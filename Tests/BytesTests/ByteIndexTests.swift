import Testing

@testable import Bytes

@Suite struct ByteIndexTests {
    @Test(arguments: [0, 1, 0xFFFF_FFFF, 0xABCD_EF01_0000_0000, UInt64.max])
    func `numbers whose hashes are all the same are told apart`(hash: UInt64) {
        var index = ByteIndex()
        for number in 0..<500 {
            #expect(index.find(hash) { $0 == number } == nil)
            index.add(number, hash)
        }
        for number in 0..<500 { #expect(index.find(hash) { $0 == number } == number) }
        #expect(index.count == 500)
    }

    @Test(arguments: [0, 500, 50_000]) func `numbers are found again however often it grows`(reserved: Int) {
        var index = ByteIndex(capacity: 10)
        let hash = ByteHash()
        func key(_ number: Int) -> UInt64 { hash.exact(Array("\(number)".utf8).span) }
        for number in 0..<20_000 {
            if number == 200 { index.reserve(reserved) }
            index.add(number, key(number))
        }
        for number in 0..<20_000 where index.find(key(number), where: { $0 == number }) != number {
            Issue.record("\(number) is lost")
        }
        #expect(index.find(key(20_000)) { _ in false } == nil)
    }
}

import Testing

@testable import Bytes

@Suite struct ByteHashTests {
    private let hash = ByteHash()

    private func exact(_ text: String) -> UInt64 { hash.exact(Array(text.utf8).span) }
    private func folded(_ text: String) -> UInt64? { hash.foldingCase(Array(text.utf8).span) }

    @Test(arguments: ["", "A", "Ann", "ANN.LEE", "Ann.Lee1", "Ann.Lee@Example.org", "[@`{z~AZ"])
    func `case is folded as lower case is made`(text: String) {
        #expect(folded(text) == exact(text.lowercased()))
        #expect(folded(text) == folded(text.uppercased()))
    }

    @Test func `every ASCII character is folded by itself`() {
        for value in UInt8(0)..<0x80 {
            let text = "xxxxxxx" + String(Unicode.Scalar(value))
            #expect(folded(text) == exact(text.lowercased()), "\(value)")
        }
    }

    @Test(arguments: ["\u{e9}", "ann\u{e9}", "ann.lee@ex\u{e4}mple.org", "abcdefgh\u{df}"])
    func `what is not ASCII is left to others`(text: String) {
        #expect(folded(text) == nil)
    }

    @Test func `a byte more, less or other makes another hash`() {
        let texts =
            (0..<40).map { String(repeating: "a", count: $0) } + [
                "b", "ab", "ba", "aaaaaaab", "aaaaaaaab", "\0", "a\0",
            ]
        #expect(Set(texts.map(exact)).count == texts.count)
    }

    @Test func `each has seeds of its own`() {
        #expect(ByteHash().exact([1, 2, 3].span) != ByteHash().exact([1, 2, 3].span))
        #expect(ByteHash(seed: 1, factor: 2).exact([1].span) == ByteHash(seed: 1, factor: 2).exact([1].span))
    }
}

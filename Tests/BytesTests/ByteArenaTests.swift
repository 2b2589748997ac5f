import Testing

@testable import Bytes

@Suite struct ByteArenaTests {
    private func text(_ arena: ByteArena, _ place: ByteArena.Place, _ count: Int) -> [UInt8] {
        arena.read(0..<count, at: place) { bytes in bytes.indices.map { bytes[$0] } }
    }

    @Test(arguments: [0, 1, 7, 4_095, 1 << 20 - 1, 1 << 20, 1 << 20 + 1, 3 << 20])
    func `texts of every size are found again beside others`(size: Int) {
        var arena = ByteArena()
        let texts = [[1, 2, 3], [UInt8](repeating: 7, count: size), [], [UInt8](repeating: 8, count: size), [9]]
        let places = texts.map { text in
            let place = arena.open(text.count)
            arena.append(text.span)
            return place
        }
        for (place, expected) in zip(places, texts) { #expect(text(arena, place, expected.count) == expected) }
        #expect(arena.byteCount == 4 + 2 * size)
    }

    @Test func `many texts take their own length and no more`() {
        var arena = ByteArena()
        let text = Array("someone@example.org".utf8)
        for _ in 0..<200_000 {
            _ = arena.open(text.count)
            arena.append(text.span)
        }
        #expect(arena.byteCount == 200_000 * text.count)
    }

    @Test func `a copy and its original go on apart from each other`() {
        var original = ByteArena()
        let first = original.open(2)
        original.append([1, 2].span)
        var copy = original
        let (mine, theirs) = (original.open(1), copy.open(1))
        original.append([3].span)
        copy.append([4].span)
        #expect(text(original, first, 2) == [1, 2] && text(copy, first, 2) == [1, 2])
        #expect(text(original, mine, 1) == [3])
        #expect(text(copy, theirs, 1) == [4])
        original = ByteArena()
        #expect(text(copy, first, 2) == [1, 2])
    }

    @Test func `a number stands at any distance`() {
        var arena = ByteArena()
        let place = arena.open(11)
        arena.append([1, 2, 3].span)
        arena.append(UInt32.max)
        arena.append(UInt32(258))
        #expect(arena.number(at: place, 3) == .max)
        #expect(arena.number(at: place, 7) == 258)
    }
}

import Bytes
import Testing

struct ParallelChunksTests {
    @Test(arguments: [0, 1, 7, 8, 9, 1_000, 12_345])
    func `every thing is in one stretch, and the stretches come in order`(count: Int) {
        let stretches = ParallelChunks.map(count, smallest: 5) { Array($0) }
        #expect(stretches.flatMap(\.self) == Array(0..<count))
        #expect(stretches.allSatisfy { !$0.isEmpty } && stretches.count <= 8)
    }

    @Test func `few things are one stretch`() {
        #expect(ParallelChunks.map(1_000) { $0 } == [0..<1_000])
    }
}

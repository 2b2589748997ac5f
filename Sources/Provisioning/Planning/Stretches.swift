internal import Dispatch
internal import Synchronization

/// Many things in stretches that are worked on at the same time, as many as there are cores.
enum Stretches {
    /// Fewer things than this are not worth the trouble.
    private static let smallest = 1 << 14

    /// What is made of each stretch, in the order of the stretches.
    static func map<Result: Sendable>(_ count: Int, _ work: @Sendable (Range<Int>) -> Result) -> [Result] {
        let ranges = ranges(count)
        if ranges.count < 2 { return ranges.map(work) }
        let results = Mutex([Result?](repeating: nil, count: ranges.count))
        DispatchQueue.concurrentPerform(iterations: ranges.count) { number in
            let result = work(ranges[number])
            results.withLock { $0[number] = result }
        }
        return results.withLock { $0 }.compactMap(\.self)
    }

    /// A few more than there are cores, so that one that is busy elsewhere holds nobody up for long.
    private static func ranges(_ count: Int) -> [Range<Int>] {
        let size = max(smallest, (count + 7) / 8)
        return stride(from: 0, to: count, by: size).map { $0..<min($0 + size, count) }
    }
}

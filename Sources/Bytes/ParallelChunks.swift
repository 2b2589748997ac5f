internal import Dispatch
internal import Synchronization

/// Very many things in stretches that are worked on at the same time, on as many cores as there are.
public enum ParallelChunks {
    /// What is made of each stretch, in the order of the stretches.
    ///
    /// - Parameters:
    ///   - count: How many things there are.
    ///   - smallest: Fewer of them are not worth a stretch.
    ///   - work: Makes something of the things with these numbers.
    public static func map<Result: Sendable>(
        _ count: Int, smallest: Int = 1 << 14, _ work: @Sendable (Range<Int>) -> Result
    ) -> [Result] {
        // A few more than there are cores, so that one that is busy elsewhere holds nobody up for long.
        let size = max(smallest, (count + 7) / 8)
        let ranges = stride(from: 0, to: count, by: size).map { $0..<min($0 + size, count) }
        if ranges.count < 2 { return ranges.map(work) }
        let results = Mutex([Result?](repeating: nil, count: ranges.count))
        DispatchQueue.concurrentPerform(iterations: ranges.count) { number in
            let result = work(ranges[number])
            results.withLock { $0[number] = result }
        }
        return results.withLock { $0 }.compactMap(\.self)
    }
}

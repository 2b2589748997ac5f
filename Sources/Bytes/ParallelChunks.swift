internal import Dispatch
internal import Synchronization

/// Parallel processing of a large range in chunks, on all cores.
public enum ParallelChunks {
    /// Processes the chunks and returns the results in order.
    ///
    /// - Parameters:
    ///   - count: The number of items.
    ///   - smallest: The minimum number of items per chunk.
    ///   - work: Makes a result from the items with these numbers.
    public static func map<Result: Sendable>(
        _ count: Int, smallest: Int = 1 << 14, _ work: @Sendable (Range<Int>) -> Result
    ) -> [Result] {
        // Use a few more chunks than cores, so that one busy core does not delay the others for long.
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

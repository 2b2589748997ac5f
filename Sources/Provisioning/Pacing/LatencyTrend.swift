/// Distinguishes a server that slows down from one that is always slow: compares recent answers with the long-term
/// average.
struct LatencyTrend: Hashable, Sendable {
    private var recent = Average(weight: 0.1)
    private var usual = Average(weight: 0.005)
    private var untilNextVerdict = 0

    /// The minimum number of answers for a verdict.
    private static let warmUp = 50
    /// The number of answers between two verdicts, so that a new width takes effect before the next one.
    private static let pause = 20
    /// The minimum difference that counts.
    private static let noise = Duration.milliseconds(20)

    /// Adds one answer's latency.
    ///
    /// - Returns: Whether answers now take more than twice as long as usual.
    mutating func isRising(with latency: Duration) -> Bool {
        recent.add(latency / .seconds(1))
        usual.add(latency / .seconds(1))
        untilNextVerdict -= 1
        guard usual.count > Self.warmUp, untilNextVerdict <= 0,
            recent.value > 2 * usual.value, recent.value - usual.value > Self.noise / .seconds(1)
        else { return false }
        untilNextVerdict = Self.pause
        return true
    }

    /// An exponentially weighted mean that starts as a plain one.
    private struct Average: Hashable, Sendable {
        let weight: Double
        var value = 0.0
        var count = 0

        init(weight: Double) {
            self.weight = weight
        }

        mutating func add(_ sample: Double) {
            count += 1
            value += (sample - value) * max(weight, 1 / Double(count))
        }
    }
}

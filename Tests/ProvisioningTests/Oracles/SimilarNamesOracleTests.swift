import Accounts
import FlowServ
import TestSupport
import Testing

@testable import Provisioning

/// Names are similar where Unicode's canonical caseless match says so, as Python computes it.
@Suite struct SimilarNamesOracleTests {
    private struct Expected: Decodable {
        let pairs: [Pair]
    }

    private struct Pair: Decodable {
        let one: String
        let other: String
        let similar: Bool
    }

    @Test func `names that differ only by case or form are similar, and of the same shard`() async throws {
        let oracle = try await PythonOracle("write_names.py", Soak.isOn ? "100000" : "5000")
        let comparison = Comparison("Similar names with Python's casefold and unicodedata.normalize")
        let shards = (0..<7).compactMap { Shard("\($0)/7") }
        for pair in try oracle.expected(as: Expected.self).pairs {
            let (one, other) = (AccountName(pair.one), AccountName(pair.other))
            if one == other { continue }
            let words = "\(pair.one.unicodeScalars.map { $0.value }) \(pair.other.unicodeScalars.map { $0.value })"
            let isSimilar = SimilarNames([one, other]).others(than: one) == [other]
            let isOfOneShard = !pair.similar || shards.allSatisfy { $0.contains(one) == $0.contains(other) }
            comparison.add("\(pair.one) \(pair.other) \(words)", [isSimilar, isOfOneShard], [pair.similar, true])
        }
        #expect(comparison.finish() == 0)
    }
}

public import Accounts
internal import Crypto
internal import Foundation

/// One of several disjoint parts of all names, for rosters that outgrow one machine.
///
/// Names that differ only by case or Unicode form are in the same part, so that a name that must be blocked because
/// of the other is detected.
public struct Shard: Hashable, Sendable, CustomStringConvertible {
    /// The number of the part, from 0.
    public let index: Int
    /// The number of parts.
    public let count: Int

    /// Parses a part as written in `--shard` and in the journal, such as `0/4`; nil unless 0 ≤ K < N.
    public init?(_ text: String) {
        let numbers = text.split(separator: "/", omittingEmptySubsequences: false).map { Int($0) }
        guard numbers.count == 2, let index = numbers[0], let count = numbers[1], index >= 0, index < count else {
            return nil
        }
        self.index = index
        self.count = count
    }

    /// The part as written in `--shard`.
    public var description: String { "\(index)/\(count)" }

    /// Returns whether a name belongs to this part.
    ///
    /// The part is the first eight bytes of the SHA-256 of the case-folded name in Unicode form NFC, as a big-endian
    /// number, modulo the number of parts: the same on every machine and in every version.
    public func contains(_ username: AccountName) -> Bool {
        let digest = SHA256.hash(data: Array(SimilarNames.fold(username).precomposedStringWithCanonicalMapping.utf8))
        let number = digest.prefix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        return number % UInt64(count) == UInt64(index)
    }
}

extension Shard: Codable {
    /// Decodes the form of `--shard`.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let shard = Shard(try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "a shard is K/N with 0 <= K < N")
        }
        self = shard
    }

    /// Encodes the form of `--shard`.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}

public import Foundation

/// A moment in whole seconds, which journals, plans and reports spell as RFC 3339 does, in UTC: "2026-03-01T07:30:00Z".
public struct Timestamp: Hashable, Comparable, Sendable, LosslessStringConvertible {
    /// Seconds since the beginning of 1970 in UTC.
    public let secondsSince1970: Int

    /// The moment so many seconds after the beginning of 1970 in UTC.
    public init(secondsSince1970: Int) {
        self.secondsSince1970 = secondsSince1970
    }

    /// The second that a date is in.
    public init(_ date: Date) {
        self.init(secondsSince1970: Int(date.timeIntervalSince1970.rounded(.down)))
    }

    /// Reads RFC 3339 without fractions of seconds; nil for anything else.
    public init?(_ description: String) {
        guard let date = try? Date(description, strategy: .iso8601) else { return nil }
        self.init(date)
    }

    /// The same moment as a date.
    public var date: Date { Date(timeIntervalSince1970: Double(secondsSince1970)) }

    /// RFC 3339 in UTC.
    public var description: String { date.formatted(.iso8601) }

    /// Orders by time.
    public static func < (left: Timestamp, right: Timestamp) -> Bool {
        left.secondsSince1970 < right.secondsSince1970
    }
}

extension Timestamp: Codable {
    /// Reads a text.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let timestamp = Timestamp(text) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "not a time of RFC 3339: \(text)")
        }
        self = timestamp
    }

    /// Writes a text.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}

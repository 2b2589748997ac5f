public import Foundation

/// A moment in whole seconds.  Journals, plans and reports write it as RFC 3339 in UTC: "2026-03-01T07:30:00Z".
public struct Timestamp: Hashable, Comparable, Sendable, LosslessStringConvertible {
    /// Seconds since 1970-01-01 00:00 UTC.
    public let secondsSince1970: Int

    /// Creates the moment that is this many seconds after 1970-01-01 00:00 UTC.
    public init(secondsSince1970: Int) {
        self.secondsSince1970 = secondsSince1970
    }

    /// Creates the second that contains a date.
    public init(_ date: Date) {
        self.init(secondsSince1970: Int(date.timeIntervalSince1970.rounded(.down)))
    }

    /// Parses RFC 3339 without fractions of seconds; nil for any other text.
    public init?(_ description: String) {
        guard let date = try? Date(description, strategy: .iso8601) else { return nil }
        self.init(date)
    }

    /// The same moment as a `Date`.
    public var date: Date { Date(timeIntervalSince1970: Double(secondsSince1970)) }

    /// The moment as RFC 3339 in UTC.
    public var description: String { date.formatted(.iso8601) }

    /// Orders by time.
    public static func < (left: Timestamp, right: Timestamp) -> Bool {
        left.secondsSince1970 < right.secondsSince1970
    }
}

extension Timestamp: Codable {
    /// Decodes the text form.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let timestamp = Timestamp(text) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "not a time of RFC 3339: \(text)")
        }
        self = timestamp
    }

    /// Encodes the text form.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}

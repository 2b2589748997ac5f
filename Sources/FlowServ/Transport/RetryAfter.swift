internal import Foundation

/// A parser for the Retry-After header (RFC 9110, section 10.2.3).
enum RetryAfter {
    /// The longest accepted wait; it prevents overflow when waits are added up.
    static let longest: Duration = .seconds(24 * 3600)

    /// Returns the wait, from a number of seconds or from an HTTP date; nil if the value is neither.  Never negative,
    /// at most a day.
    static func duration(_ value: String, now: Date) -> Duration? {
        let text = value.trimmingCharacters(in: .whitespaces)
        if !text.isEmpty, text.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }) {
            return Int(text).map { min(.seconds($0), longest) } ?? longest
        }
        // Clamp before the conversion: some dates are too far away for a duration.
        return date(text).map { .seconds(min(max(0, $0.timeIntervalSince(now)), longest / .seconds(1))) }
    }

    /// The three forms of an HTTP date, the preferred one first (RFC 9110, section 5.6.7).
    private static func date(_ text: String) -> Date? {
        let formatter = DateFormatter()
        formatter.locale = Locale(identifier: "en_US_POSIX")
        formatter.timeZone = TimeZone(secondsFromGMT: 0)
        for format in [
            "EEE, dd MMM yyyy HH:mm:ss 'GMT'", "EEEE, dd-MMM-yy HH:mm:ss 'GMT'", "EEE MMM d HH:mm:ss yyyy",
        ] {
            formatter.dateFormat = format
            if let date = formatter.date(from: text) { return date }
        }
        return nil
    }
}

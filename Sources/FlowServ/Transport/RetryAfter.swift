internal import Foundation

/// The Retry-After header of RFC 9110, section 10.2.3.
enum RetryAfter {
    /// No server means more than this, and no clock should have to add up more.
    static let longest: Duration = .seconds(24 * 3600)

    /// How long to wait, from seconds or from an HTTP date; nil when it is neither.  Never negative, at most a day.
    static func duration(_ value: String, now: Date) -> Duration? {
        let text = value.trimmingCharacters(in: .whitespaces)
        if !text.isEmpty, text.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }) {
            return Int(text).map { min(.seconds($0), longest) } ?? longest
        }
        // Clamped as a number: a duration cannot hold what some dates are away.
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

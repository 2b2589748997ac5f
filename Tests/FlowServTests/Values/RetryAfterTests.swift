import Foundation
import Testing

@testable import FlowServ

struct RetryAfterTests {
    /// Sun, 06 Nov 1994 08:49:37 GMT, the date of the RFC's own examples.
    private let now = Date(timeIntervalSince1970: 784_111_777)

    @Test(arguments: [
        ("0", 0), ("1", 1), ("120", 120), (" 7 ", 7), ("007", 7), ("86400", 86400),
    ])
    func `seconds are read`(_ value: String, _ seconds: Int) {
        #expect(RetryAfter.duration(value, now: now) == .seconds(seconds))
    }

    @Test(arguments: [
        "Sun, 06 Nov 1994 08:50:37 GMT", "Sunday, 06-Nov-94 08:50:37 GMT", "Sun Nov  6 08:50:37 1994",
    ])
    func `all three forms of an HTTP date are read`(_ value: String) {
        #expect(RetryAfter.duration(value, now: now) == .seconds(60))
    }

    @Test func `a date that has passed means at once`() {
        #expect(RetryAfter.duration("Sat, 05 Nov 1994 08:49:37 GMT", now: now) == .zero)
    }

    @Test(arguments: [
        "86401", "9223372036854775807", "9223372036854775808", "99999999999999999999999999999999999999999999",
        "Fri, 31 Dec 9999 23:59:59 GMT",
    ])
    func `nothing is longer than a day`(_ value: String) {
        #expect(RetryAfter.duration(value, now: now) == .seconds(86400))
    }

    @Test(arguments: [
        "", " ", "soon", "-1", "+5", "1.5", "1e3", "0x10", "12 seconds", "\u{0661}\u{0662}", "1,2", "Sun, 06 Nov",
        "Sun, 99 Nov 1994 08:49:37 GMT", "Sun, 06 Foo 1994 08:49:37 GMT",
    ])
    func `anything else is no wait`(_ value: String) {
        #expect(RetryAfter.duration(value, now: now) == nil)
    }
}

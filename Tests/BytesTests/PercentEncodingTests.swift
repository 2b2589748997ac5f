import Foundation
import Testing

import Bytes

struct PercentEncodingTests {
    @Test(arguments: [
        ("", ""), ("alice", "alice"), ("A-z.0_9~", "A-z.0_9~"), ("a b", "a%20b"), ("a+b", "a%2Bb"),
        ("100%", "100%25"),
        ("a&b=c", "a%26b%3Dc"), ("a/b?c#d", "a%2Fb%3Fc%23d"), ("ann@example.org", "ann%40example.org"),
        ("\u{e9}", "%C3%A9"), ("e\u{301}", "e%CC%81"), ("\u{1F600}", "%F0%9F%98%80"), ("\n", "%0A"), ("\u{0}", "%00"),
    ])
    func `all but the unreserved characters are encoded`(_ value: String, _ encoded: String) {
        #expect(PercentEncoding.encode(value) == encoded)
    }

    @Test func `every scalar of ASCII comes back`() {
        let all = String(String.UnicodeScalarView((UInt8(0)...127).map { Unicode.Scalar($0) }))
        #expect(PercentEncoding.encode(all).removingPercentEncoding == all)
    }
}

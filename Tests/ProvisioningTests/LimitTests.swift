import Testing

@testable import Provisioning

struct LimitTests {
    @Test(arguments: [("0", 0), ("12", 12), ("0%", 0), ("10%", 20), ("2.5%", 5), ("0.7%", 1), ("100%", 200)])
    func `a limit is a number or a share of the whole, rounded down`(text: String, allowed: Int) throws {
        #expect(try #require(Limit(text)).allowed(of: 200) == allowed)
    }

    @Test(arguments: ["", "-1", "ten", "101%", "-1%", "%", "1.5", "nan%", "5 %"])
    func `anything else is none`(text: String) {
        #expect(Limit(text) == nil)
    }

    @Test(arguments: ["12", "10%", "2.5%"])
    func `it is shown as it was given`(text: String) {
        #expect(Limit(text)?.description == text)
    }
}

import Testing

@testable import FlowServ

struct TokenHeaderTests {
    @Test(arguments: ["api-key", "api_key", "X-Auth-Token", "a", "A1"])
    func `a header's name is taken as it is`(_ name: String) {
        #expect(TokenHeader(name)?.name == name)
    }

    @Test(arguments: [
        "", " ", "api key", "api:key", "api-key\r\nx", "api-key\n", "caf\u{e9}", "a/b", "\u{0}", "a;b", "a.b",
    ])
    func `what cannot be a header's name is refused`(_ name: String) {
        #expect(TokenHeader(name) == nil)
    }

    @Test func `the two known names are each other's alternatives`() {
        #expect(TokenHeader.hyphen == TokenHeader("api-key"))
        #expect(TokenHeader.underscore == TokenHeader("api_key"))
    }
}

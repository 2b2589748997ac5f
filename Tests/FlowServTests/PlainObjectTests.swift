import Accounts
import Foundation
import Testing

@testable import FlowServ

/// The short way through an answer gives what the general parser gives, or leaves the answer to it.
struct PlainObjectTests {
    @Test(arguments: [
        #"{"id":"0123","username":"ann@example.org"}"#, " { \"id\" : \"\" ,\n\t\"username\":\"Jos\u{E9}\" } \r\n",
        #"{"id":"a\n\u00e9\ud83d\ude00\/"}"#,
    ])
    func `a plain object is what a general parser makes of it`(text: String) throws {
        let general = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: String]
        #expect(PlainObject.members(of: Array(text.utf8)) == general)
    }

    @Test(arguments: [
        "", "{", "{}", "[]", #"{"id":1}"#, #"{"id":"a"} x"#, #"{"id":"a",}"#, #"{"id":"a" "b":"c"}"#,
        #"{"id":"a","id":"b"}"#, #"{"id":{"a":"b"}}"#, "{\"id\":\"a\u{1}\"}", #"{"id":"a"#, #"{"id":null}"#,
    ])
    func `whatever is not plain is left to the general parser`(text: String) {
        #expect(PlainObject.members(of: Array(text.utf8)) == nil)
    }

    @Test func `bytes that are no UTF-8 are left to the general parser`() {
        #expect(PlainObject.members(of: Array(#"{"id":""#.utf8) + [0xC3, 0x28] + Array(#""}"#.utf8)) == nil)
    }
}

/// What stands in a request is what was meant, whatever characters it has.
struct RequestBodyTests {
    @Test(arguments: [
        "ann@example.org", "", "a\"b\\c/d", "tab\tline\nnul\u{0}bell\u{7}del\u{7F}",
        "Jos\u{E9} Jose\u{301} \u{1F600} \u{2028}",
    ])
    func `a body says exactly what was put into it`(text: String) throws {
        let bytes = RequestBody(labels: UserLabels()).register(text, password: Secret(text + "!"), as: .pending)
        let object = try #require(try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any])
        #expect(Array((object["username"] as? String ?? "-").utf8) == Array(text.utf8))
        #expect(Array((object["password"] as? String ?? "-").utf8) == Array((text + "!").utf8))
        #expect(object["verify"] as? Bool == true)
        #expect(object.count == 3)
    }

    @Test func `the verify flag is a JSON boolean and the keys are in order`() {
        let bytes = RequestBody(labels: UserLabels()).register("ann", password: Secret("secret"), as: .active)
        #expect(String(decoding: bytes, as: UTF8.self) == #"{"password":"secret","username":"ann","verify":false}"#)
    }
}

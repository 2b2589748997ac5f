import FlowServ
import Foundation
import Sandbox
import Testing

struct FaultCodingTests {
    private static let table: [(json: String, fault: Fault)] = [
        (#"{"effect":"close-before"}"#, Fault(nil, .closeBefore)),
        (#"{"effect":"close-after","route":"users:register"}"#, Fault(.register, .closeAfter)),
        (#"{"effect":"cut-off","username":"ann"}"#, Fault(username: "ann", .cutOff)),
        (#"{"effect":"garbage","nth":3,"times":2}"#, Fault(nth: 3, times: 2, .garbage)),
        (#"{"effect":"answer-then-close","times":null}"#, Fault(times: nil, .answerThenClose)),
        (#"{"effect":"delay","seconds":2.5,"chance":0.3}"#, Fault(chance: 0.3, .delay(.milliseconds(2500)))),
        (#"{"effect":"late","seconds":40}"#, Fault(nil, .late(.seconds(40)))),
        (#"{"effect":"trickle","seconds":0.25}"#, Fault(nil, .trickle(every: .milliseconds(250)))),
        (#"{"effect":"redirect","target":"http://a.example/"}"#, Fault(nil, .redirect(to: "http://a.example/"))),
        (
            #"{"effect":"status-before","status":429,"retryAfter":"7"}"#,
            Fault(nil, .statusBefore(429, retryAfter: "7"))
        ),
        (#"{"effect":"status-after","status":502,"message":"no"}"#, Fault(nil, .statusAfter(502, message: "no"))),
    ]

    @Test(arguments: table)
    func `a fault is read from a flat object`(json: String, fault: Fault) throws {
        #expect(try JSONDecoder().decode(Fault.self, from: Data(json.utf8)) == fault)
    }

    @Test(arguments: table)
    func `a written fault reads as itself`(json: String, fault: Fault) throws {
        #expect(try JSONDecoder().decode(Fault.self, from: JSONEncoder().encode(fault)) == fault)
    }

    @Test(arguments: [
        "{}", #"{"effect":"explode"}"#, #"{"effect":"delay"}"#, #"{"effect":"status-before"}"#,
        #"{"effect":"redirect"}"#, #"{"effect":"garbage","route":"users:delete"}"#,
    ])
    func `an object that is no fault is refused`(json: String) {
        #expect(throws: DecodingError.self) { try JSONDecoder().decode(Fault.self, from: Data(json.utf8)) }
    }
}

import Testing

@testable import FlowServ

struct ServiceErrorTests {
    private static let cases: [(ServiceError, String, Int?)] = [
        (ServiceError.refusedBeforeProcessing(.init(reason: "busy", status: 429)), "not processed: busy", 429),
        (.refusedBeforeProcessing(.init(reason: "no connection")), "not processed: no connection", nil),
        (.rejected(status: 400, message: "bad"), "rejected (400): bad", 400),
        (.notLoggedIn(message: "who"), "not logged in: who", 403),
        (.unknownObject(message: "no id"), "not found: no id", 404),
        (.outcomeUnknown(.init(reason: "cut off", status: 201)), "outcome unknown: cut off", 201),
        (.outcomeUnknown(.init(reason: "cut off")), "outcome unknown: cut off", nil),
        (
            .redirected(status: 308, target: "http://b/"), "redirected (308) to http://b/, which is not followed", 308
        ),
        (.notAFlowServ(reason: "a web page"), "not a flowServ server: a web page", nil),
    ]

    @Test(arguments: cases)
    func `each case says what happened and with which status`(
        _ error: ServiceError, _ description: String, _ status: Int?
    ) {
        #expect("\(error)" == description)
        #expect(error.status == status)
    }

    @Test func `a duplicate is a 400 with the server's words for it`() {
        #expect(ServiceError.rejected(status: 400, message: "duplicate user 'ann'").isDuplicateUser)
    }

    @Test(arguments: [
        ServiceError.rejected(status: 409, message: "duplicate user 'ann'"),
        .rejected(status: 400, message: "username too long"),
        .rejected(status: 400, message: "a duplicate user 'ann'"),
        .rejected(status: 400, message: ""),
        .outcomeUnknown(.init(reason: "duplicate user 'ann'", status: 400)),
        .unknownObject(message: "duplicate user 'ann'"),
        .notLoggedIn(message: "duplicate user 'ann'"),
    ])
    func `nothing else is a duplicate`(_ error: ServiceError) {
        #expect(!error.isDuplicateUser)
    }
}

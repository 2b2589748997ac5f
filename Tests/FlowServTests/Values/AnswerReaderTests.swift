import Testing

@testable import FlowServ

struct AnswerReaderTests {
    private let reader = AnswerReader(labels: UserLabels())

    /// An answer that names a wait where servers do: with 429 and 5xx.
    private func answer(_ status: Int, _ body: String = #"{"message": "words"}"#) -> Answer {
        let retryAfter: Duration? = (400..<500).contains(status) && status != 429 ? nil : .seconds(7)
        return answer(status, body, retryAfter: retryAfter)
    }

    private func answer(_ status: Int, _ body: String, retryAfter: Duration?) -> Answer {
        Answer(status: status, location: "http://elsewhere/", retryAfter: retryAfter, body: Array(body.utf8))
    }

    @Test(arguments: [200, 201, 202, 204, 299])
    func `a success is accepted`(_ status: Int) throws {
        try reader.accept(answer(status))
    }

    @Test(arguments: [
        (300, ServiceError.redirected(status: 300, target: "http://elsewhere/")),
        (301, .redirected(status: 301, target: "http://elsewhere/")),
        (304, .redirected(status: 304, target: "http://elsewhere/")),
        (308, .redirected(status: 308, target: "http://elsewhere/")),
        (400, .rejected(status: 400, message: "words")),
        (401, .notLoggedIn(message: "words")),
        (402, .rejected(status: 402, message: "words")),
        (403, .notLoggedIn(message: "words")),
        (404, .unknownObject(message: "words")),
        (405, .rejected(status: 405, message: "words")),
        (408, .outcomeUnknown(.init(reason: "words", status: 408))),
        (409, .rejected(status: 409, message: "words")),
        (415, .rejected(status: 415, message: "words")),
        (
            429,
            .refusedBeforeProcessing(.init(reason: "the server is busy (429)", status: 429, retryAfter: .seconds(7)))
        ),
        (499, .rejected(status: 499, message: "words")),
        (500, .outcomeUnknown(.init(reason: "500: words", status: 500, retryAfter: .seconds(7)))),
        (502, .outcomeUnknown(.init(reason: "502: words", status: 502, retryAfter: .seconds(7)))),
        (503, .outcomeUnknown(.init(reason: "503: words", status: 503, retryAfter: .seconds(7)))),
        (504, .outcomeUnknown(.init(reason: "504: words", status: 504, retryAfter: .seconds(7)))),
        (599, .outcomeUnknown(.init(reason: "599: words", status: 599, retryAfter: .seconds(7)))),
        (101, .outcomeUnknown(.init(reason: "101: words", status: 101, retryAfter: .seconds(7)))),
        (999, .outcomeUnknown(.init(reason: "999: words", status: 999, retryAfter: .seconds(7)))),
    ])
    func `every other status is its own error`(_ status: Int, _ error: ServiceError) {
        #expect(throws: error) { try reader.accept(answer(status)) }
    }

    @Test(arguments: [400, 403, 404, 408, 409, 425, 499])
    func `a refusal that names a wait does not come from flowServ, and may hide what was done`(_ status: Int) {
        let unknown = ServiceError.outcomeUnknown(
            .init(reason: "\(status): words", status: status, retryAfter: .seconds(7)))
        #expect(throws: unknown) {
            try reader.accept(answer(status, #"{"message": "words"}"#, retryAfter: .seconds(7)))
        }
    }

    @Test(arguments: ["", "<html>Bad Gateway</html>", "[]", #"{"message": 1}"#, #"{"error": "x"}"#])
    func `a proxy's page is not taken for the server's words`(_ body: String) {
        #expect(throws: ServiceError.rejected(status: 400, message: "HTTP 400")) {
            try reader.accept(answer(400, body))
        }
        #expect(throws: ServiceError.outcomeUnknown(.init(reason: "HTTP 502", status: 502, retryAfter: .seconds(7))))
        {
            try reader.accept(answer(502, body))
        }
    }

    @Test func `a long message is cut`() {
        let long = String(repeating: "x", count: 10_000)
        #expect(throws: ServiceError.rejected(status: 400, message: String(long.prefix(500)))) {
            try reader.accept(answer(400, #"{"message": "\#(long)"}"#))
        }
    }

    @Test(arguments: [
        "", "null", "[]", "{}", "garbage", #"{"id": "a1", "username": "ann""#, #"{"id": "", "username": "ann"}"#,
        #"{"id": 1, "username": "ann"}"#, #"{"username": "ann"}"#, #"{"id": "a1"}"#,
    ])
    func `a success that does not say what was done is an unknown outcome`(_ body: String) {
        let unreadable = ServiceError.outcomeUnknown(
            .init(reason: "the server's answer could not be understood", status: 201, retryAfter: .seconds(7)))
        #expect(throws: unreadable) { _ = try reader.user(answer(201, body)) }
        #expect(throws: unreadable) { _ = try reader.login(answer(201, body)) }
        #expect(throws: unreadable) { _ = try reader.resetRequest(answer(201, body)) }
    }

    @Test(arguments: [#""""#, "null", "7"])
    func `a login without a usable token is no login`(_ token: String) {
        #expect(throws: ServiceError.self) {
            _ = try reader.login(answer(200, #"{"id": "a1", "username": "ann", "token": \#(token)}"#))
        }
    }
}

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
        (404, .foreignAnswer(ForeignAnswer(status: 404, content: .otherJSON))),
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
        let foreign = ServiceError.foreignAnswer(
            ForeignAnswer(status: status, content: .otherJSON, retryAfter: .seconds(7)))
        #expect(throws: foreign) {
            try reader.accept(answer(status, #"{"message": "words"}"#, retryAfter: .seconds(7)))
        }
    }

    @Test(
        arguments: [400, 401, 403, 404, 405, 408, 415, 422, 499],
        [
            ("", ForeignAnswer.Content.nothing), (" \r\n", .nothing), ("<html>Forbidden</html>", .page),
            ("\n<!doctype html>", .page), ("404 page not found", .text), ("[]", .otherJSON),
            (#"{"message": 1}"#, .otherJSON), (#"{"error": "x"}"#, .otherJSON), (#"{"message": "cut"#, .otherJSON),
        ])
    func `what stands in the place of flowServ's words proves nothing`(
        _ status: Int, _ row: (body: String, content: ForeignAnswer.Content)
    ) {
        #expect(throws: ServiceError.foreignAnswer(ForeignAnswer(status: status, content: row.content))) {
            try reader.accept(answer(status, row.body, retryAfter: nil))
        }
        #expect(throws: ServiceError.outcomeUnknown(.init(reason: "HTTP 502", status: 502, retryAfter: .seconds(7))))
        {
            try reader.accept(answer(502, row.body))
        }
    }

    @Test(arguments: ["unknown user 'a1'", "unknown request 'a1'"])
    func `flowServ's own 404 says what it does not know`(_ message: String) {
        #expect(throws: ServiceError.unknownObject(message: message)) {
            try reader.accept(answer(404, #"{"message": "\#(message)"}"#))
        }
    }

    @Test func `a redirect tells where it leads, and not what it was given`() {
        let answer = Answer(status: 302, location: "https://sso/login?next=x&p=secret#s", retryAfter: nil, body: [])
        #expect(throws: ServiceError.redirected(status: 302, target: "https://sso/login")) {
            try reader.accept(answer)
        }
    }

    @Test func `a long message is cut`() {
        let long = String(repeating: "x", count: 10_000)
        #expect(throws: ServiceError.rejected(status: 400, message: String(long.prefix(500)))) {
            try reader.accept(answer(400, #"{"message": "\#(long)"}"#))
        }
    }

    @Test(arguments: [
        ("", ForeignAnswer.Content.nothing), ("null", .text), ("[]", .otherJSON), ("{}", .otherJSON),
        ("garbage", .text), ("<html>no</html>", .page),
        (#"<form><input class="x" type="password" name="p"></form>"#, .signIn), ("<INPUT TYPE=PASSWORD>", .signIn),
        ("<p>type=password</p>", .page),
        (#"{"id": "a1", "username": "ann""#, .otherJSON), (#"{"id": "", "username": "ann"}"#, .otherJSON),
        (#"{"id": 1, "username": "ann"}"#, .otherJSON), (#"{"username": "ann"}"#, .otherJSON),
        (#"{"id": "a1"}"#, .otherJSON),
    ])
    func `a success that does not say what was done is not flowServ's`(
        _ body: String, _ content: ForeignAnswer.Content
    ) {
        let unreadable = ServiceError.foreignAnswer(
            ForeignAnswer(status: 201, content: content, retryAfter: .seconds(7)))
        #expect(throws: unreadable) { _ = try reader.user(answer(201, body)) }
        #expect(throws: unreadable) { _ = try reader.login("ann", answer(201, body)) }
        #expect(throws: unreadable) { _ = try reader.resetRequest(answer(201, body)) }
    }

    @Test(arguments: [#""""#, "null", "7"])
    func `a login without a usable token is no login`(_ token: String) {
        #expect(throws: ServiceError.self) {
            _ = try reader.login("ann", answer(200, #"{"id": "a1", "username": "ann", "token": \#(token)}"#))
        }
    }
}

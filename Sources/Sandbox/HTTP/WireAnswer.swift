internal import Foundation

/// An answer as bytes, before any fault is applied to it.
struct WireAnswer: Sendable {
    var status: Int
    var contentType = "application/json"
    var location: String?
    var retryAfter: String?
    var allow: String?
    var body: [UInt8]
}

extension WireAnswer {
    /// Encodes JSON like Flask does: sorted keys, a newline at the end.
    init(status: Int, json: some Encodable) {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let data = (try? encoder.encode(json)) ?? Data("null".utf8)
        self.init(status: status, body: Array(data) + [UInt8(ascii: "\n")])
    }

    /// Creates flowServ's answer to a call.
    init(_ reply: Reply) {
        switch reply {
        case .created(let handle), .account(let handle):
            self.init(status: reply.status, json: HandleDocument(handle))
        case .listing(let handles):
            self.init(status: 200, json: ["users": handles.map(HandleDocument.init)])
        case .resetRequest(let id):
            self.init(status: 200, json: ["requestId": id])
        case .refused(let apiError):
            self.init(apiError)
        }
    }

    init(_ apiError: APIError) {
        if let message = apiError.message {
            self.init(status: apiError.status, json: ["message": message])
        } else if apiError.status == 500 {
            let words = "500 Internal Server Error: The server encountered an internal error"
            self.init(status: 500, json: ["error": words])
        } else {
            self.init(page: apiError.status)
        }
    }

    /// Creates the page that Werkzeug returns if flowServ itself has no answer.
    init(page status: Int) {
        let title = Self.titles[status] ?? "Error"
        let text = "<!doctype html>\n<html lang=en>\n<title>\(status) \(title)</title>\n<h1>\(title)</h1>\n"
        self.init(status: status, contentType: "text/html; charset=utf-8", body: Array(text.utf8))
    }

    private static let titles = [
        307: "Temporary Redirect", 308: "Permanent Redirect", 400: "Bad Request", 404: "Not Found",
        405: "Method Not Allowed", 415: "Unsupported Media Type", 429: "Too Many Requests",
        500: "Internal Server Error", 502: "Bad Gateway", 503: "Service Unavailable", 504: "Gateway Timeout",
    ]

    /// Creates the answer of something in front of the server: with a message like the server's own, or with a page.
    init(front status: Int, message: String?, retryAfter: String?) {
        if let message {
            self.init(status: status, json: ["message": message])
        } else {
            self.init(page: status)
        }
        self.retryAfter = retryAfter
    }

    static func redirect(_ status: Int, to target: String) -> WireAnswer {
        var answer = WireAnswer(page: status)
        answer.location = target
        return answer
    }
}

/// The JSON of an account in answers.
private struct HandleDocument: Encodable {
    let id: String
    let token: String?
    let username: String

    init(_ handle: Handle) {
        id = handle.id
        token = handle.token
        username = handle.username
    }
}

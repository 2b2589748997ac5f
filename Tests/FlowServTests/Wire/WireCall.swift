import TestSupport

/// What flowServ sees of a call.
struct WireCall: Hashable, Sendable {
    let method: String
    let target: String
    let contentTypes: [String]
    /// The body as a JSON value, or nil when it is empty.
    let body: JSONValue?
    /// Every header that could carry the token, as `name: value`.
    let tokens: [String]

    init(_ request: RecordedRequest) throws {
        method = request.method
        target = request.target
        contentTypes = request.values("content-type")
        body = request.body.isEmpty ? nil : try JSONValue(request.body)
        tokens = request.tokens
    }
}

extension RecordedRequest {
    /// Every header that could carry the token, as `name: value`, the name in lower case.
    var tokens: [String] {
        headers.map { "\($0.name.lowercased()): \($0.value)" }
            .filter { $0.hasPrefix("api_key:") || $0.hasPrefix("api-key:") }
    }
}

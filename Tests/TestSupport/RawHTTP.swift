internal import AsyncHTTPClient
internal import Foundation
internal import NIOCore
internal import NIOHTTP1

/// Plain HTTP, for requests that our own client cannot make.  Redirects are not followed.
package struct RawHTTP: Sendable {
    /// What every path is appended to.
    package let base: String

    package init(_ base: String) {
        self.base = base
    }

    /// An answer as it came.
    package struct Answer: Sendable {
        package let status: Int
        package let location: String?
        package let text: String

        /// The body as a JSON document.
        package func decoded<Document: Decodable>(_: Document.Type = Document.self) throws -> Document {
            try JSONDecoder().decode(Document.self, from: Data(text.utf8))
        }
    }

    /// A GET request.
    package func get(_ path: String, headers: [String: String] = [:]) async throws -> Answer {
        try await send("GET", path, headers, nil)
    }

    /// A POST request with a body that says it is JSON, unless the headers say otherwise.
    package func post(_ path: String, _ body: String, headers: [String: String] = [:]) async throws -> Answer {
        try await send("POST", path, ["content-type": "application/json"].merging(headers) { $1 }, body)
    }

    /// A DELETE request.
    package func delete(_ path: String) async throws -> Answer {
        try await send("DELETE", path, [:], nil)
    }

    private func send(
        _ method: String, _ path: String, _ headers: [String: String], _ body: String?
    ) async throws -> Answer {
        var request = HTTPClientRequest(url: base + path)
        request.method = HTTPMethod(rawValue: method)
        // A connection of its own, so that none is met that the server is just closing.
        request.headers.add(name: "connection", value: "close")
        for (name, value) in headers { request.headers.add(name: name, value: value) }
        request.body = body.map { .bytes(Array($0.utf8)) }
        let response = try await Self.client.execute(request, timeout: .seconds(60))
        let bytes = try await response.body.collect(upTo: 1 << 26)
        return Answer(
            status: Int(response.status.code), location: response.headers.first(name: "location"),
            text: String(decoding: bytes.readableBytesView, as: UTF8.self))
    }

    /// Lives as long as the process.
    private static let client: HTTPClient = {
        var configuration = HTTPClient.Configuration()
        configuration.redirectConfiguration = .disallow
        // Many tests at once wait for nothing but the server.
        configuration.timeout.connect = .seconds(60)
        configuration.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = 256
        configuration.connectionPool.retryConnectionEstablishment = false
        return HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
    }()
}

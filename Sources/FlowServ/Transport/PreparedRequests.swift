internal import Accounts
internal import AsyncHTTPClient
internal import NIOCore
internal import NIOHTTP1
internal import Synchronization

/// Prepared requests without body and token, one per URL.
///
/// Parsing a URL costs more than sending a small request, and a run uses only two or three URLs.
final class PreparedRequests: Sendable {
    private struct Key: Hashable {
        let method: String
        let url: String
    }

    private let requests = Mutex<[Key: HTTPClient.Request]>([:])

    /// Returns the request in the client's form.
    func request(_ request: OutgoingRequest) throws -> HTTPClient.Request {
        var prepared = try bare(Key(method: request.method, url: request.url))
        if let body = request.body {
            prepared.headers.add(name: "content-type", value: "application/json")
            prepared.body = .byteBuffer(ByteBuffer(bytes: body))
        }
        if let credential = request.token {
            prepared.headers.add(name: credential.header.name, value: credential.token.reveal())
        }
        return prepared
    }

    private func bare(_ key: Key) throws -> HTTPClient.Request {
        try requests.withLock { requests in
            if let known = requests[key] { return known }
            let new = try HTTPClient.Request(
                url: key.url, method: HTTPMethod(rawValue: key.method),
                headers: HTTPTransport.headers)
            requests[key] = new
            return new
        }
    }
}

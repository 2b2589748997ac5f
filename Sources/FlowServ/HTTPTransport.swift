internal import AsyncHTTPClient
internal import Foundation
internal import NIOCore
internal import NIOHTTP1
internal import NIOSSL

/// One request as it goes out.
struct OutgoingRequest: Sendable {
    var url: String
    var method: String
    var body: [UInt8]?
    var token: (header: TokenHeader, token: AccessToken)?
    /// The most bytes that the answer's body may have.
    var sizeLimit: Int
}

/// One answer as it came in, whole.
struct Answer: Sendable {
    let status: Int
    let location: String?
    let retryAfter: Duration?
    let body: [UInt8]
}

/// Sends single requests and tells apart which failures left the server surely untouched.
///
/// It never sends a request twice: redirects are not followed, failed connections are not tried again, and
/// idle connections are given up before gunicorn's two seconds of keep-alive, so that a request
/// rarely meets a connection that the server is just closing.
struct HTTPTransport: Sendable {
    private let client: HTTPClient
    private let timeout: Duration

    init(settings: ConnectionSettings) throws(ServiceError) {
        var configuration = HTTPClient.Configuration()
        configuration.redirectConfiguration = .disallow
        configuration.httpVersion = .http1Only
        configuration.timeout = .init(
            connect: TimeAmount(settings.connectTimeout), read: TimeAmount(settings.timeout))
        configuration.connectionPool = .init(
            idleTimeout: .seconds(1), concurrentHTTP1ConnectionsPerHostSoftLimit: settings.connections)
        configuration.connectionPool.retryConnectionEstablishment = false
        if let path = settings.certificateAuthorities {
            var tls = TLSConfiguration.makeClientConfiguration()
            do {
                tls.trustRoots = .certificates(try NIOSSLCertificate.fromPEMFile(path))
            } catch {
                throw .refusedBeforeProcessing(.init(reason: "no certificates can be read from \(path)"))
            }
            configuration.tlsConfiguration = tls
        }
        client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
        timeout = settings.timeout
    }

    func shutdown() async {
        try? await client.shutdown()
    }

    /// Sends the request once and collects its answer.
    ///
    /// - Throws: ``ServiceError/refusedBeforeProcessing(_:)`` when no connection came about,
    ///   ``ServiceError/outcomeUnknown(_:)`` for everything that went wrong after that.
    func send(_ request: OutgoingRequest) async throws(ServiceError) -> Answer {
        var status: Int?
        do {
            let response = try await client.execute(message(request), timeout: TimeAmount(timeout))
            status = Int(response.status.code)
            let body = try await response.body.collect(upTo: request.sizeLimit)
            return Answer(
                status: Int(response.status.code),
                location: response.headers.first(name: "location"),
                retryAfter: response.headers.first(name: "retry-after")
                    .flatMap { RetryAfter.duration($0, now: Date()) },
                body: Array(body.readableBytesView))
        } catch {
            throw HTTPTransport.classify(error, status: status)
        }
    }

    private func message(_ request: OutgoingRequest) -> HTTPClientRequest {
        var message = HTTPClientRequest(url: request.url)
        message.method = HTTPMethod(rawValue: request.method)
        message.headers.add(name: "accept", value: "application/json")
        message.headers.add(name: "user-agent", value: "rollcall")
        if let body = request.body {
            message.headers.add(name: "content-type", value: "application/json")
            message.body = .bytes(body)
        }
        if let credential = request.token {
            message.headers.add(name: credential.header.name, value: credential.token.reveal())
        }
        return message
    }
}

extension TimeAmount {
    fileprivate init(_ duration: Duration) {
        let (seconds, attoseconds) = duration.components
        self = .nanoseconds(seconds * 1_000_000_000 + attoseconds / 1_000_000_000)
    }
}

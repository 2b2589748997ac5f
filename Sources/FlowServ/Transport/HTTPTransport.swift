internal import Accounts
internal import AsyncHTTPClient
internal import Foundation
internal import NIOCore
internal import NIOHTTP1
internal import NIOSSL

/// A request to send.
struct OutgoingRequest: Sendable {
    var url: String
    var method: String
    var body: [UInt8]?
    var token: (header: TokenHeader, token: AccessToken)?
    /// The maximum size of the answer's body in bytes.
    var sizeLimit: Int
    /// The server's labels, if the answer is a listing that is read as it arrives.
    var listingLabels: UserLabels?
}

/// A complete answer.
struct Answer: Sendable {
    let status: Int
    let location: String?
    let retryAfter: Duration?
    /// The age of the answer in seconds, if a cache reports it (RFC 9111, section 5.1).
    var age: Int?
    /// The compression of the body, if there is one.
    var coding: String?
    let content: AnswerContent

    /// The bytes; empty for a listing.
    var body: [UInt8] { content.body }
}

extension Answer {
    /// Creates an answer from its status, headers and content.
    init(status: HTTPResponseStatus, headers: HTTPHeaders, content: AnswerContent) {
        self.init(
            status: Int(status.code), location: headers.first(name: "location"),
            retryAfter: headers.first(name: "retry-after").flatMap { RetryAfter.duration($0, now: Date()) },
            age: Self.age(headers["age"]),
            coding: headers.first(name: "content-encoding").flatMap { $0.lowercased() == "identity" ? nil : $0 },
            content: content)
    }

    /// Returns the age in seconds that the values of `Age` state, or nil if they state none.  A value that is not
    /// well-formed counts by the digits that it begins with.
    static func age(_ values: [String]) -> Int? {
        let ages = values.flatMap { $0.split(separator: ",") }.compactMap { value -> Int? in
            let digits = value.drop { " \t+".contains($0) }.prefix { $0.isASCII && $0.isNumber }
            return digits.isEmpty ? nil : min(Int(digits) ?? .max, 2_147_483_648)
        }
        return ages.max().flatMap { $0 > 0 ? $0 : nil }
    }

    /// Creates an answer with these bytes.
    init(status: Int, location: String?, retryAfter: Duration?, body: [UInt8]) {
        self.init(status: status, location: location, retryAfter: retryAfter, content: AnswerContent(body))
    }
}

/// Sends single requests and determines which failures certainly left the server untouched.
///
/// It never sends a request twice.  Redirects are not followed and failed connections are not retried.
/// AsyncHTTPClient (read at 1.37) assigns a request to one connection for good: if that connection turns out to be
/// closed before or while the head is written, the request fails (`remoteConnectionClosed`, `ioOnClosedChannel`) and
/// is not rescheduled, although possibly nothing was sent; that failure counts as unknown.  Only requests that are
/// still waiting for a connection are assigned to another one.  Idle connections are closed before gunicorn's two
/// seconds of keep-alive, so that a request rarely meets a connection that the server is just closing.
struct HTTPTransport: Sendable {
    /// The clients, one per request thread.
    private let clients: [HTTPClient]
    private let timeout: Duration
    private let proxy: ForwardProxy?
    private let carrier: RequestCarrier?
    private let prepared = PreparedRequests()

    /// The maximum size of an answer that is collected in one piece, in bytes.
    private static let smallAnswer = 1 << 20

    init(settings: ConnectionSettings) throws(ServiceError) {
        var configuration = HTTPClient.Configuration()
        configuration.redirectConfiguration = .disallow
        configuration.httpVersion = .http1Only
        configuration.timeout = .init(
            // This timeout is shorter, so that a server that never accepts is known not to have received the request.
            connect: TimeAmount(min(settings.connectTimeout, settings.timeout / 2)))
        configuration.connectionPool = .init(
            idleTimeout: TimeAmount(settings.idleTimeout),
            concurrentHTTP1ConnectionsPerHostSoftLimit: settings.connections)
        configuration.connectionPool.retryConnectionEstablishment = false
        configuration.tlsConfiguration = try Self.tls(settings)
        configuration.proxy = settings.proxy.map { proxy in
            .server(
                host: proxy.host, port: proxy.port,
                authorization: proxy.login.map { .basic(username: $0.username, password: $0.password) })
        }
        proxy = settings.proxy
        // Traces are not used here, and creating them adds to the cost of each request.
        configuration.tracing.tracer = nil
        configuration.http1_1ConnectionDebugInitializer = { channel in
            channel.eventLoop.makeCompletedFuture {
                try channel.pipeline.syncOperations.addHandler(FlushCoalescer(), position: .first)
            }
        }
        carrier = settings.carrier
        let threads = carrier == nil ? RequestThread.all : []
        clients = threads.map { [configuration] in
            HTTPClient(eventLoopGroupProvider: .shared($0.loop), configuration: configuration)
        }
        timeout = min(settings.timeout, longestTime)
    }

    /// Returns the TLS configuration: 1.2 and later (RFC 8996), with the configured authorities.
    private static func tls(_ settings: ConnectionSettings) throws(ServiceError) -> TLSConfiguration {
        var tls = TLSConfiguration.makeClientConfiguration()
        tls.minimumTLSVersion = .tlsv12
        let paths = settings.certificateAuthorities
        if paths.isEmpty { return tls }
        let certificates = paths.flatMap(certificates)
        guard !certificates.isEmpty else {
            let places = paths.joined(separator: ", ")
            throw .refusedBeforeProcessing(
                .init(reason: "no certificates can be read from \(places)", cause: .authorities))
        }
        tls.trustRoots = .certificates(certificates)
        return tls
    }

    /// Reads the certificates of a PEM file, or of all PEM files in a directory, which may contain other files.
    private static func certificates(in path: String) -> [NIOSSLCertificate] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: path))?.sorted()
        let files = names?.map { path + "/" + $0 } ?? [path]
        return files.flatMap { (try? NIOSSLCertificate.fromPEMFile($0)) ?? [] }
    }

    func shutdown() async {
        for client in clients { try? await client.shutdown() }
    }

    /// The client whose connections are on the current request thread, or the first one elsewhere.
    private var client: HTTPClient { clients[RequestThread.current ?? 0] }

    /// Sends the request once and collects its answer.
    ///
    /// - Throws: ``ServiceError/refusedBeforeProcessing(_:)`` if no connection was made,
    ///   ``ServiceError/outcomeUnknown(_:)`` for every later failure.
    func send(_ request: OutgoingRequest) async throws(ServiceError) -> Answer {
        if let carrier { return try await carrier.send(request) }
        return request.sizeLimit > Self.smallAnswer
            ? try await sendForLargeAnswer(request) : try await exchange(request)
    }

    /// Exchanges one request for one small answer; the deadline covers both to the last byte.
    private func exchange(_ request: OutgoingRequest) async throws(ServiceError) -> Answer {
        let collector = AnswerCollector(limit: request.sizeLimit)
        do {
            let task = client.execute(
                request: try prepared.request(request), delegate: collector, deadline: .now() + TimeAmount(timeout))
            return try await withTaskCancellationHandler {
                try await task.get()
            } onCancel: {
                task.cancel()
            }
        } catch {
            throw HTTPTransport.classify(error, status: collector.status, by: proxy)
        }
    }

    private func sendForLargeAnswer(_ request: OutgoingRequest) async throws(ServiceError) -> Answer {
        var status: Int?
        let deadline = ContinuousClock.now + timeout
        do {
            let response = try await client.execute(message(request), timeout: TimeAmount(timeout))
            status = Int(response.status.code)
            try response.headers.refuseBody(above: request.sizeLimit)
            let content = try await content(of: response, request, before: deadline)
            return Answer(status: response.status, headers: response.headers, content: content)
        } catch {
            throw HTTPTransport.classify(error, status: status, by: proxy)
        }
    }

    /// Reads a body under a deadline.  The client's own deadline ends with the head of the answer, so a slow body
    /// would outlast it.
    private func content(
        of response: HTTPClientResponse, _ request: OutgoingRequest, before deadline: ContinuousClock.Instant
    ) async throws -> AnswerContent {
        let labels = (200..<300).contains(response.status.code) ? request.listingLabels : nil
        return try await withThrowingTaskGroup(of: AnswerContent.self) { group in
            group.addTask { try await AnswerContent(response.body, upTo: request.sizeLimit, listing: labels) }
            group.addTask {
                try await Task.sleep(until: deadline, clock: .continuous)
                throw HTTPClientError.deadlineExceeded
            }
            defer { group.cancelAll() }
            guard let content = try await group.next() else { throw CancellationError() }
            return content
        }
    }

    /// The headers of every request.  No cache may store an answer or return a stored one (RFC 9111, section 5.2.1);
    /// `pragma` is for HTTP/1.0 caches.
    static let headers: HTTPHeaders = [
        "accept": "application/json", "user-agent": "rollcall", "cache-control": "no-cache, no-store",
        "pragma": "no-cache",
    ]

    private func message(_ request: OutgoingRequest) -> HTTPClientRequest {
        var message = HTTPClientRequest(url: request.url)
        message.method = HTTPMethod(rawValue: request.method)
        message.headers = Self.headers
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

/// The longest timeout; the clocks used below overflow after some centuries.
private let longestTime: Duration = .seconds(365 * 24 * 3600)

extension TimeAmount {
    fileprivate init(_ duration: Duration) {
        let (seconds, attoseconds) = min(duration, longestTime).components
        self = .nanoseconds(seconds * 1_000_000_000 + attoseconds / 1_000_000_000)
    }
}

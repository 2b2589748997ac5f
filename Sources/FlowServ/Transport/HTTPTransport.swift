internal import Accounts
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
    /// For a request whose answer is a listing, which is read while it arrives: the server's labels.
    var listingLabels: UserLabels?
}

/// One answer as it came in, whole.
struct Answer: Sendable {
    let status: Int
    let location: String?
    let retryAfter: Duration?
    /// How many seconds ago it was made, where a cache says so (RFC 9111, section 5.1).
    var age: Int?
    /// How the body is compressed, if it is.
    var coding: String?
    let content: AnswerContent

    /// The bytes; none of those of a listing.
    var body: [UInt8] { content.body }
}

extension Answer {
    /// What a status and headers say, with this content.
    init(status: HTTPResponseStatus, headers: HTTPHeaders, content: AnswerContent) {
        self.init(
            status: Int(status.code), location: headers.first(name: "location"),
            retryAfter: headers.first(name: "retry-after").flatMap { RetryAfter.duration($0, now: Date()) },
            age: headers.first(name: "age").flatMap { Int($0) },
            coding: headers.first(name: "content-encoding").flatMap { $0.lowercased() == "identity" ? nil : $0 },
            content: content)
    }

    /// An answer with these bytes.
    init(status: Int, location: String?, retryAfter: Duration?, body: [UInt8]) {
        self.init(status: status, location: location, retryAfter: retryAfter, content: AnswerContent(body))
    }
}

/// Sends single requests and tells apart which failures left the server surely untouched.
///
/// It never sends a request twice.  Redirects are not followed and failed connections are not tried again.
/// AsyncHTTPClient (read at 1.37) hands a request to one connection and never takes it back: when that turns out to
/// be closed before or while the head is written, the request fails (`remoteConnectionClosed`,
/// `ioOnClosedChannel`) and is not scheduled anew, though nothing may have left; so that failure counts as
/// unknown.  Only requests that still wait for a connection are given to another one.
/// Idle connections are given up before gunicorn's two seconds of keep-alive, so that a request rarely meets a
/// connection that the server is just closing.
struct HTTPTransport: Sendable {
    /// One for each request thread.
    private let clients: [HTTPClient]
    private let timeout: Duration
    private let proxy: ForwardProxy?
    private let prepared = PreparedRequests()

    /// Up to here an answer is taken in one piece.
    private static let smallAnswer = 1 << 20

    init(settings: ConnectionSettings) throws(ServiceError) {
        var configuration = HTTPClient.Configuration()
        configuration.redirectConfiguration = .disallow
        configuration.httpVersion = .http1Only
        configuration.timeout = .init(
            // Ends first, so that a server that never accepts is known not to have got the request.
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
        // Nobody looks at traces here, and making them up is a part of the cost of each request.
        configuration.tracing.tracer = nil
        configuration.http1_1ConnectionDebugInitializer = { channel in
            channel.eventLoop.makeCompletedFuture {
                try channel.pipeline.syncOperations.addHandler(FlushCoalescer(), position: .first)
            }
        }
        clients = RequestThread.all.map { [configuration] in
            HTTPClient(eventLoopGroupProvider: .shared($0.loop), configuration: configuration)
        }
        timeout = min(settings.timeout, longestTime)
    }

    /// TLS 1.2 and later (RFC 8996), with the authorities that were asked for.
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

    /// The certificates of a PEM file, or of all PEM files of a directory, which may hold others too.
    private static func certificates(in path: String) -> [NIOSSLCertificate] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: path))?.sorted()
        let files = names?.map { path + "/" + $0 } ?? [path]
        return files.flatMap { (try? NIOSSLCertificate.fromPEMFile($0)) ?? [] }
    }

    func shutdown() async {
        for client in clients { try? await client.shutdown() }
    }

    /// The one whose connections are on the caller's own thread, where it is a request thread.
    private var client: HTTPClient { clients[RequestThread.current ?? 0] }

    /// Sends the request once and collects its answer.
    ///
    /// - Throws: ``ServiceError/refusedBeforeProcessing(_:)`` when no connection came about,
    ///   ``ServiceError/outcomeUnknown(_:)`` for everything that went wrong after that.
    func send(_ request: OutgoingRequest) async throws(ServiceError) -> Answer {
        request.sizeLimit > Self.smallAnswer ? try await sendForLargeAnswer(request) : try await exchange(request)
    }

    /// One request for one small answer: the deadline covers both to the last byte.
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

    /// The client's own deadline ends with the head of the answer; a body that drips in would outlast it.
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

    /// What every request says.  Nobody on the way is to keep an answer, nor to give one that he has kept (RFC 9111,
    /// section 5.2.1); `pragma` is for caches of HTTP/1.0.
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

/// The clocks below overflow at some centuries; nobody waits for an answer that long.
private let longestTime: Duration = .seconds(365 * 24 * 3600)

extension TimeAmount {
    fileprivate init(_ duration: Duration) {
        let (seconds, attoseconds) = min(duration, longestTime).components
        self = .nanoseconds(seconds * 1_000_000_000 + attoseconds / 1_000_000_000)
    }
}

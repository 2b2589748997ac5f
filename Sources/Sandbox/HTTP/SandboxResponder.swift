internal import FlowServ
internal import Hummingbird
internal import NIOCore

/// Answers the requests of one sandbox server.
struct SandboxResponder: HTTPResponder {
    static let basePath = "/flowserv/api/v1"

    let backend: SandboxBackend
    /// `http://127.0.0.1:PORT`, for the redirect.
    let origin: @Sendable (any Channel) -> String

    func respond(to request: Request, context: ConnectionContext) async throws -> Response {
        let body = Array(try await request.body.collect(upTo: 1 << 26).readableBytesView)
        let path = request.uri.path
        if path.hasPrefix("/sandbox/") {
            return Response(
                await SandboxControl(backend: backend).answer(
                    request.method.rawValue, path: path, body: body))
        }
        guard path.hasPrefix(Self.basePath) else { return Response(WireAnswer(page: 404)) }
        let token = token(request)
        switch path.dropFirst(Self.basePath.count) {
        case "":
            let target = origin(context.channel) + Self.basePath + "/"
            return Response(.redirect(308, to: target))
        case "/":
            guard request.method == .get else { return Response(wrongMethod("GET")) }
            let username = await backend.username(of: token)
            let document = ServiceDocument(options: backend.options, username: username)
            return Response(WireAnswer(status: 200, json: document))
        case let rest:
            guard let route = route(rest) else { return Response(WireAnswer(page: 404)) }
            guard request.method.rawValue == route.method else { return Response(wrongMethod(route.method)) }
            let delivery = await backend.exchange(incoming(route, request: request, body: body, token: token))
            return await Response(delivery, to: context.channel)
        }
    }

    private func route(_ path: Substring) -> Route? {
        Route.allCases.first { "/" + backend.options.pattern(for: $0) == path }
    }

    /// Returns the token, if it came in the header that the front passes on.
    private func token(_ request: Request) -> String? {
        request.headers.first { $0.name.canonicalName == backend.options.front.rawValue }?.value
    }

    private func incoming(
        _ route: Route, request: Request, body: [UInt8], token: String?
    ) -> IncomingCall {
        switch route {
        case .list:
            let query = request.uri.query.flatMap { QueryText.value(of: "query", in: $0) }
            return IncomingCall(route, .success(.list(query: query, token: token)))
        case .logout: return IncomingCall(route, .success(.logout(token: token)))
        case .whoami: return IncomingCall(route, .success(.whoami(token: token)))
        default:
            return RequestBodyReader(contentType: request.headers[.contentType], body: body).call(route)
        }
    }

    private func wrongMethod(_ allowed: String) -> WireAnswer {
        var answer = WireAnswer(page: 405)
        answer.allow = allowed
        return answer
    }
}

/// The part of a connection that the responder needs in order to break it.
struct ConnectionContext: InitializableFromSource {
    let channel: any Channel

    init(source: ApplicationRequestContextSource) {
        channel = source.channel
    }
}

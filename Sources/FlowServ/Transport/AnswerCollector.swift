internal import AsyncHTTPClient
internal import NIOCore
internal import NIOHTTP1
internal import Synchronization

/// Takes one small answer down as it arrives.
///
/// The client calls it on the event loop of the connection; a whole answer costs one hop back to whoever waits for it.
final class AnswerCollector: HTTPClientResponseDelegate {
    typealias Response = Answer

    private struct State: Sendable {
        var head: HTTPResponseHead?
        var body: [UInt8] = []
    }

    private let state = Mutex(State())
    private let limit: Int

    /// - Parameter limit: The most bytes that the answer's body may have.
    init(limit: Int) {
        self.limit = limit
    }

    /// The status of the answer, as soon as its head was there.
    var status: Int? { state.withLock { $0.head.map { Int($0.status.code) } } }

    func didReceiveHead(task: HTTPClient.Task<Answer>, _ head: HTTPResponseHead) -> EventLoopFuture<Void> {
        state.withLock { $0.head = head }
        do { try head.headers.refuseBody(above: limit) } catch { return task.eventLoop.makeFailedFuture(error) }
        return task.eventLoop.makeSucceededVoidFuture()
    }

    func didReceiveBodyPart(task: HTTPClient.Task<Answer>, _ part: ByteBuffer) -> EventLoopFuture<Void> {
        let fits = state.withLock { state in
            guard state.body.count + part.readableBytes <= limit else { return false }
            state.body.append(contentsOf: part.readableBytesView)
            return true
        }
        guard fits else { return task.eventLoop.makeFailedFuture(NIOTooManyBytesError(maxBytes: limit)) }
        return task.eventLoop.makeSucceededVoidFuture()
    }

    func didFinishRequest(task: HTTPClient.Task<Answer>) throws -> Answer {
        try state.withLock { state in
            guard let head = state.head else { throw HTTPClientError.remoteConnectionClosed }
            return Answer(status: head.status, headers: head.headers, content: AnswerContent(state.body))
        }
    }
}

extension HTTPHeaders {
    /// Fails when they announce a body that is larger than allowed: it is not worth waiting for.
    func refuseBody(above limit: Int) throws {
        guard let length = first(name: "content-length").flatMap({ Int($0) }), length > limit else { return }
        throw NIOTooManyBytesError(maxBytes: limit)
    }
}

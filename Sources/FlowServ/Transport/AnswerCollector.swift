internal import AsyncHTTPClient
internal import NIOCore
internal import NIOHTTP1
internal import Synchronization

/// Collects one small answer as it arrives.
///
/// The client calls it on the connection's event loop, so a whole answer costs one hop back to the waiting task.
final class AnswerCollector: HTTPClientResponseDelegate {
    typealias Response = Answer

    private struct State: Sendable {
        var head: HTTPResponseHead?
        var body: [UInt8] = []
    }

    private let state = Mutex(State())
    private let limit: Int

    /// Creates a collector.
    ///
    /// - Parameter limit: The maximum size of the answer's body in bytes.
    init(limit: Int) {
        self.limit = limit
    }

    /// The status of the answer, once its head has arrived.
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
    /// Throws if the headers announce a body above the limit, instead of waiting for it.
    func refuseBody(above limit: Int) throws {
        guard let length = first(name: "content-length").flatMap({ Int($0) }), length > limit else { return }
        throw NIOTooManyBytesError(maxBytes: limit)
    }
}

internal import NIOCore

/// Sends the head and body of a request together.
///
/// The client flushes each of them, which costs a small request two system calls here and two reads in the server.
/// This handler flushes once, at the end of a turn of the event loop.
final class FlushCoalescer: ChannelOutboundHandler {
    typealias OutboundIn = IOData

    private var isDue = false

    func flush(context: ChannelHandlerContext) {
        guard !isDue else { return }
        isDue = true
        context.eventLoop.assumeIsolated().execute {
            self.isDue = false
            context.flush()
        }
    }
}

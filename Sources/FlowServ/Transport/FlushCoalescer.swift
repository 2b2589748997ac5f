internal import NIOCore

/// Lets head and body of a request leave together.
///
/// The client flushes each, which for a small request means two system calls here and two reads in the server.  What is
/// flushed within one turn of the event loop leaves at its end.
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

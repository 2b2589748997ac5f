internal import Hummingbird
internal import NIOCore

extension Response {
    /// Creates a complete answer.
    init(_ answer: WireAnswer) {
        self.init(answer, ResponseBody(byteBuffer: ByteBuffer(bytes: answer.body)))
    }

    private init(_ answer: WireAnswer, _ body: ResponseBody) {
        self.init(status: .init(code: answer.status), headers: [.contentType: answer.contentType], body: body)
        headers[.location] = answer.location
        headers[.retryAfter] = answer.retryAfter
        headers[.allow] = answer.allow
    }

    /// Creates what the client receives, broken in the way of the delivery.
    init(_ delivery: Delivery, to channel: any Channel) async {
        switch delivery {
        case .answer(let reply):
            self.init(WireAnswer(reply))
        case .status(let status, let message, let retryAfter):
            self.init(WireAnswer(front: status, message: message, retryAfter: retryAfter))
        case .closed, .timedOut, .givenUp, .unreachable:
            try? await channel.close()
            self.init(status: .internalServerError)
        case .redirect(let target):
            self.init(.redirect(307, to: target))
        case .garbage(let reply):
            var answer = WireAnswer(reply)
            answer.body = Array("<html>{\"id\":".utf8)
            self.init(answer)
        case .cutOff(let reply):
            let answer = WireAnswer(reply)
            self.init(answer, .cut(answer.body, closing: channel))
        case .trickle(let reply, let pace):
            let answer = WireAnswer(reply)
            self.init(answer, .trickling(answer.body, every: pace))
        case .answerThenClose(let reply):
            let answer = WireAnswer(reply)
            self.init(answer, .whole(answer.body, thenClosing: channel))
        }
    }
}

extension ResponseBody {
    /// Returns half of the announced length.
    fileprivate static func cut(_ bytes: [UInt8], closing channel: any Channel) -> ResponseBody {
        ResponseBody(contentLength: bytes.count) { writer in
            try await writer.write(ByteBuffer(bytes: bytes.prefix(bytes.count / 2)))
            try await channel.close()
        }
    }

    fileprivate static func whole(_ bytes: [UInt8], thenClosing channel: any Channel) -> ResponseBody {
        ResponseBody(contentLength: bytes.count) { writer in
            try await writer.write(ByteBuffer(bytes: bytes))
            try await writer.finish(nil)
            try await channel.close()
        }
    }

    /// Returns one byte at a time.
    fileprivate static func trickling(_ bytes: [UInt8], every pace: Duration) -> ResponseBody {
        ResponseBody(contentLength: bytes.count) { writer in
            for byte in bytes {
                try await Task.sleep(for: pace)
                try await writer.write(ByteBuffer(bytes: [byte]))
            }
            try await writer.finish(nil)
        }
    }
}

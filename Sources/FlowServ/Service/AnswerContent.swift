internal import AsyncHTTPClient
internal import NIOCore

/// The body of an answer: its bytes, or the listing that was read of them while they arrived.
struct AnswerContent: Sendable {
    /// The bytes; none of a listing, and only the first ones of what should have been a listing and is none.
    private(set) var body: [UInt8] = []
    /// How many bytes came.
    private(set) var length = 0
    /// The listing, where one was asked for and the bytes were a whole one.
    private(set) var listing: Listing?

    /// A body that is at hand.
    init(_ body: [UInt8]) {
        self.body = body
        length = body.count
    }

    /// Reads a body to its end.
    ///
    /// - Parameters:
    ///   - limit: The most bytes it may have.
    ///   - labels: The server's labels, when it is a listing.
    init(_ chunks: HTTPClientResponse.Body, upTo limit: Int, listing labels: UserLabels?) async throws {
        guard let labels else {
            body = try await Array(chunks.collect(upTo: limit).readableBytesView)
            length = body.count
            return
        }
        var scanner = ListingScanner(labels: labels)
        for try await chunk in chunks {
            length += chunk.readableBytes
            guard length <= limit else { throw NIOTooManyBytesError(maxBytes: limit) }
            if body.count < Self.beginning { body += chunk.readableBytesView.prefix(Self.beginning - body.count) }
            chunk.withUnsafeReadableBytes { scanner.consume($0.bindMemory(to: UInt8.self).span) }
        }
        listing = scanner.finish()
        if listing != nil { body = [] }
    }

    /// So much of a body tells what kind of thing it is.
    private static let beginning = 1 << 16
}

internal import AsyncHTTPClient
internal import NIOCore

/// The body of an answer: its bytes, or the listing that was read as they arrived.
struct AnswerContent: Sendable {
    /// The bytes.  Empty for a listing; if an expected listing turned out to be something else, only the first bytes.
    private(set) var body: [UInt8] = []
    /// How many bytes arrived.
    private(set) var length = 0
    /// The listing, if one was requested and the bytes were a complete one.
    private(set) var listing: Listing?

    /// Creates a content from a complete body.
    init(_ body: [UInt8]) {
        self.body = body
        length = body.count
    }

    /// Creates a content from a complete body that should be a listing with these labels.
    init(_ body: [UInt8], listing labels: UserLabels) {
        var scanner = ListingScanner(labels: labels)
        scanner.consume(body.span)
        length = body.count
        listing = scanner.finish()
        if listing == nil { self.body = Array(body.prefix(Self.beginning)) }
    }

    /// Reads a body to its end.
    ///
    /// - Parameters:
    ///   - limit: The maximum size in bytes.
    ///   - labels: The server's labels, if the body should be a listing.
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

    /// How many bytes are kept to identify the kind of content.
    private static let beginning = 1 << 16
}

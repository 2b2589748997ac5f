/// An answer that is not from flowServ, because it lacks the expected JSON shape.
public struct ForeignAnswer: Hashable, Sendable {
    /// The HTTP status.
    public let status: Int
    /// The kind of content that was received instead.
    public let content: Content
    /// How long the answer asks the client to wait; flowServ itself never does.
    public let retryAfter: Duration?

    /// The kind of content in an answer that is not from flowServ.
    public enum Content: Hashable, Sendable {
        /// An empty body.
        case nothing
        /// A web page: an error page, a firewall's block page, a sign-in page.
        case page
        /// A web page with a sign-in form, as shown by a portal in front of the server.
        case signIn
        /// A compressed body, with the name of its coding, although none was requested.
        case compressed(String)
        /// Text that is neither a page nor JSON.
        case text
        /// JSON without the members that flowServ's answer has.
        case otherJSON
        /// A valid answer about an account with another name than the requested one.
        case otherName(String)
        /// A cached answer of this age in seconds.
        case old(age: Int)
    }

    /// Creates an answer with this status and content.
    public init(status: Int, content: Content, retryAfter: Duration? = nil) {
        self.status = status
        self.content = content
        self.retryAfter = retryAfter
    }
}

extension ForeignAnswer: CustomStringConvertible {
    /// The status and the content, in words.
    public var description: String {
        if case .old(let age) = content {
            return "\(status) with an answer that is \(age) s old (Age: \(age)); a cache in front of it has answered"
        }
        let found =
            switch content {
            case .nothing: "nothing"
            case .page: "a web page"
            case .signIn: "a sign-in page"
            case .compressed(let coding): "a compressed body (\(coding)), which was not asked for"
            case .text: "plain text"
            case .otherJSON: "other JSON"
            case .otherName(let name): "an account named \"\(name)\""
            case .old: "an old answer"
            }
        return "\(status) with \(found); something in front of it may have answered"
    }
}

extension ForeignAnswer.Content {
    /// Identifies the kind of content by its first byte that is not white space.
    init(of body: [UInt8]) {
        switch body.first(where: { ![0x20, 0x09, 0x0A, 0x0D].contains($0) }) {
        case nil: self = .nothing
        case UInt8(ascii: "<"): self = Self.asksForAPassword(body) ? .signIn : .page
        case UInt8(ascii: "{"), UInt8(ascii: "["), UInt8(ascii: "\""): self = .otherJSON
        default: self = .text
        }
    }

    /// Returns whether a page has a password field.
    private static func asksForAPassword(_ page: [UInt8]) -> Bool {
        String(decoding: page.prefix(1 << 17), as: UTF8.self).lowercased()
            .contains(/<input[^>]*type\s*=\s*["']?password/)
    }
}

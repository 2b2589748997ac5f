/// An answer that is not flowServ's own, because it does not have the JSON shape that was asked for.
public struct ForeignAnswer: Hashable, Sendable {
    /// The HTTP status.
    public let status: Int
    /// What stood in its place.
    public let content: Content
    /// How long it asked us to wait; flowServ itself never does.
    public let retryAfter: Duration?

    /// What an answer holds that is not flowServ's.
    public enum Content: Hashable, Sendable {
        /// Nothing.
        case nothing
        /// A web page: an error page, a firewall's block page, a sign-in page.
        case page
        /// A web page on which somebody is to sign in, as a portal in front of the server shows it.
        case signIn
        /// A body that was compressed, by the name of its coding, although nobody asked for that.
        case compressed(String)
        /// Text that is neither a page nor JSON.
        case text
        /// JSON without the members that flowServ's answer has.
        case otherJSON
        /// A good answer about an account with another name than the one that was asked about.
        case otherName(String)
        /// What somebody was told this many seconds ago: it came out of a cache.
        case old(age: Int)
    }

    /// An answer with this status and content.
    public init(status: Int, content: Content, retryAfter: Duration? = nil) {
        self.status = status
        self.content = content
        self.retryAfter = retryAfter
    }
}

extension ForeignAnswer: CustomStringConvertible {
    /// The status and what was found, in words.
    public var description: String {
        if case .old(let age) = content {
            return "\(status) with an answer that is \(age) s old (Age: \(age)); a cache in front of it has answered"
        }
        let found =
            switch content {
            case .nothing: "nothing"
            case .page: "a web page"
            case .signIn: "a page to sign in on"
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
    /// What kind of content a body is, by its first byte that is no white space.
    init(of body: [UInt8]) {
        switch body.first(where: { ![0x20, 0x09, 0x0A, 0x0D].contains($0) }) {
        case nil: self = .nothing
        case UInt8(ascii: "<"): self = Self.asksForAPassword(body) ? .signIn : .page
        case UInt8(ascii: "{"), UInt8(ascii: "["), UInt8(ascii: "\""): self = .otherJSON
        default: self = .text
        }
    }

    /// Whether a page has a field for a password.
    private static func asksForAPassword(_ page: [UInt8]) -> Bool {
        String(decoding: page.prefix(1 << 17), as: UTF8.self).lowercased()
            .contains(/<input[^>]*type\s*=\s*["']?password/)
    }
}

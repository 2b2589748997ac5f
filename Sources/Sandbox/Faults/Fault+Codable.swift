internal import FlowServ

extension Fault: Codable {
    private enum Key: String, CodingKey {
        case route, username, nth, times, chance, effect, status, message, retryAfter, seconds, target
    }

    private enum Kind: String, Codable {
        case statusBefore = "status-before"
        case statusAfter = "status-after"
        case closeBefore = "close-before"
        case closeAfter = "close-after"
        case cutOff = "cut-off"
        case garbage
        case delay
        case late
        case redirect
        case trickle
        case answerThenClose = "answer-then-close"
    }

    /// Decodes one flat object: `{"route":"users:register","nth":2,"effect":"status-after","status":502}`.
    ///
    /// `times` is 1 by default; `null` is "always".
    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: Key.self)
        let route = try fields.decodeIfPresent(String.self, forKey: .route)
        self.route = try route.map { name in
            guard let route = Route(rawValue: name) else {
                throw DecodingError.dataCorruptedError(
                    forKey: .route, in: fields, debugDescription: "no route is called \(name)")
            }
            return route
        }
        username = try fields.decodeIfPresent(String.self, forKey: .username)
        nth = try fields.decodeIfPresent(Int.self, forKey: .nth) ?? 1
        times = fields.contains(.times) ? try fields.decodeIfPresent(Int.self, forKey: .times) : 1
        chance = try fields.decodeIfPresent(Double.self, forKey: .chance) ?? 1
        effect = try Fault.effect(fields)
    }

    /// Encodes the same flat object.
    public func encode(to encoder: any Encoder) throws {
        var fields = encoder.container(keyedBy: Key.self)
        try fields.encodeIfPresent(route?.rawValue, forKey: .route)
        try fields.encodeIfPresent(username, forKey: .username)
        try fields.encode(nth, forKey: .nth)
        try fields.encode(times, forKey: .times)
        try fields.encode(chance, forKey: .chance)
        try encode(effect, in: &fields)
    }

    private static func effect(_ fields: KeyedDecodingContainer<Key>) throws -> FaultEffect {
        func seconds() throws -> Duration { .seconds(try fields.decode(Double.self, forKey: .seconds)) }
        func status() throws -> (Int, String?, String?) {
            (
                try fields.decode(Int.self, forKey: .status),
                try fields.decodeIfPresent(String.self, forKey: .message),
                try fields.decodeIfPresent(String.self, forKey: .retryAfter)
            )
        }
        switch try fields.decode(Kind.self, forKey: .effect) {
        case .statusBefore:
            let (status, message, retryAfter) = try status()
            return .statusBefore(status, message: message, retryAfter: retryAfter)
        case .statusAfter:
            let (status, message, retryAfter) = try status()
            return .statusAfter(status, message: message, retryAfter: retryAfter)
        case .closeBefore: return .closeBefore
        case .closeAfter: return .closeAfter
        case .cutOff: return .cutOff
        case .garbage: return .garbage
        case .delay: return .delay(try seconds())
        case .late: return .late(try seconds())
        case .redirect: return .redirect(to: try fields.decode(String.self, forKey: .target))
        case .trickle: return .trickle(every: try seconds())
        case .answerThenClose: return .answerThenClose
        }
    }

    private func encode(_ effect: FaultEffect, in fields: inout KeyedEncodingContainer<Key>) throws {
        func encode(_ kind: Kind, status: Int, message: String?, retryAfter: String?) throws {
            try fields.encode(kind, forKey: .effect)
            try fields.encode(status, forKey: .status)
            try fields.encodeIfPresent(message, forKey: .message)
            try fields.encodeIfPresent(retryAfter, forKey: .retryAfter)
        }
        func encode(_ kind: Kind, seconds: Duration) throws {
            try fields.encode(kind, forKey: .effect)
            try fields.encode(seconds / .seconds(1), forKey: .seconds)
        }
        switch effect {
        case .statusBefore(let status, let message, let retryAfter):
            try encode(.statusBefore, status: status, message: message, retryAfter: retryAfter)
        case .statusAfter(let status, let message, let retryAfter):
            try encode(.statusAfter, status: status, message: message, retryAfter: retryAfter)
        case .closeBefore: try fields.encode(Kind.closeBefore, forKey: .effect)
        case .closeAfter: try fields.encode(Kind.closeAfter, forKey: .effect)
        case .cutOff: try fields.encode(Kind.cutOff, forKey: .effect)
        case .garbage: try fields.encode(Kind.garbage, forKey: .effect)
        case .delay(let duration): try encode(.delay, seconds: duration)
        case .late(let duration): try encode(.late, seconds: duration)
        case .redirect(let target):
            try fields.encode(Kind.redirect, forKey: .effect)
            try fields.encode(target, forKey: .target)
        case .trickle(let duration): try encode(.trickle, seconds: duration)
        case .answerThenClose: try fields.encode(Kind.answerThenClose, forKey: .effect)
        }
    }
}

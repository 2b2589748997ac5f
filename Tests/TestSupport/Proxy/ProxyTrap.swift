/// A place in the life of a request at which something is done, and the request waits for it.
package struct ProxyTrap: Sendable {
    /// The kinds of request that are told apart.
    package enum Call: CaseIterable, Sendable {
        case register, activate, list, other

        init(_ request: RecordedRequest) {
            let path = request.target.prefix { $0 != "?" }
            self =
                if path.hasSuffix("/users/register") {
                    .register
                } else if path.hasSuffix("/users/activate") {
                    .activate
                } else if path.hasSuffix("/users") {
                    .list
                } else {
                    .other
                }
        }
    }

    /// How far a request has come.
    package enum Moment: CaseIterable, Sendable {
        /// It is in the proxy.
        case arrived
        /// The server has answered, and the client knows nothing yet.
        case carriedOut
        /// The answer has been sent to the client.
        case answered
    }

    let calls: Set<Call>
    let moment: Moment
    var remaining: Int
    let action: @Sendable () async -> Void

    /// - Parameters:
    ///   - calls: The requests that are counted.
    ///   - moment: Where they are counted.
    ///   - number: Which of them springs the trap, from 1; it springs once.
    package init(
        _ calls: Set<Call>, _ moment: Moment, number: Int, _ action: @escaping @Sendable () async -> Void
    ) {
        self.calls = calls
        self.moment = moment
        remaining = number
        self.action = action
    }

    /// Counts a request.
    ///
    /// - Returns: Whether the trap springs.
    mutating func counts(_ call: Call, _ moment: Moment) -> Bool {
        guard calls.contains(call), self.moment == moment else { return false }
        remaining -= 1
        return remaining == 0
    }
}

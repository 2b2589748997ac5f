internal import FlowServ

/// One call of the user API, with its values as they came.
enum Call: Sendable {
    case list(query: String?, token: String?)
    case register(username: BodyValue, password: BodyValue, verify: Bool)
    case activate(id: BodyValue)
    case login(username: BodyValue, password: BodyValue)
    case logout(token: String?)
    case whoami(token: String?)
    case requestPasswordReset(username: BodyValue)
    case resetPassword(id: BodyValue, password: BodyValue)
}

/// A call at the door: what it is, and whom it concerns, even when it turns out to be refused.
struct IncomingCall: Sendable {
    let route: Route
    /// The username in the body, if there is one.
    let username: String?
    /// The call, or why its body was not acceptable.
    let call: Result<Call, APIError>

    init(_ route: Route, username: String? = nil, _ call: Result<Call, APIError>) {
        self.route = route
        self.username = username
        self.call = call
    }

    /// Whether it reached the register with a name.
    var registeredName: String? { route == .register ? username : nil }
}

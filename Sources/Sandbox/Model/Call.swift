internal import FlowServ

/// One call of the user API, with its unchecked values.
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

/// An arriving call: its route and its subject, even if it is refused later.
struct IncomingCall: Sendable {
    let route: Route
    /// The username in the body, if there is one.
    let username: String?
    /// The call, or the refusal of its body.
    let call: Result<Call, APIError>

    init(_ route: Route, username: String? = nil, _ call: Result<Call, APIError>) {
        self.route = route
        self.username = username
        self.call = call
    }

    /// The name, if it is a register with one.
    var registeredName: String? { route == .register ? username : nil }
}

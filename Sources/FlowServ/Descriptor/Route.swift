/// One call of flowServ's user API, named as the server's descriptor names it.
public enum Route: String, Sendable, CaseIterable {
    /// List the active accounts.
    case list = "users:list"
    /// Create an account.
    case register = "users:register"
    /// Make a pending account active.
    case activate = "users:activate"
    /// Exchange a name and password for an access token.
    case login = "users:login"
    /// End all sessions of the token's account.
    case logout = "users:logout"
    /// Show the account that a token belongs to.
    case whoami = "users:whoami"
    /// Ask for a password reset id.
    case requestPasswordReset = "users:pwd:request"
    /// Set a new password with a reset id.
    case resetPassword = "users:pwd:reset"

    /// The path below the base URL that a server uses unless its descriptor says otherwise.
    public var defaultPattern: String {
        switch self {
        case .list: "users"
        case .register: "users/register"
        case .activate: "users/activate"
        case .login: "users/login"
        case .logout: "users/logout"
        case .whoami: "users/whoami"
        case .requestPasswordReset: "users/password/request"
        case .resetPassword: "users/password/reset"
        }
    }

    /// `GET` for the two calls that only read, `POST` for the others.
    public var method: String {
        switch self {
        case .list, .whoami: "GET"
        default: "POST"
        }
    }

    /// Whether the server checks the token: a 403 from these calls may mean a wrong token header.
    var needsToken: Bool {
        switch self {
        case .list, .whoami, .logout: true
        default: false
        }
    }
}

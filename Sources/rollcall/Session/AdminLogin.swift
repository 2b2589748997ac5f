import Accounts
import FlowServ

/// The login on the server.
struct AdminLogin: Sendable {
    /// A given token.
    let token: AccessToken?
    /// A name and a password to log in with.
    let account: Account?
    /// Whether the token was saved by `user login --save`.
    var isSaved = false

    struct Account: Sendable {
        let username: String
        let password: Secret
    }

    /// Returns the token of FLOWSERV_ACCESS_TOKEN, or the one saved by `user login --save`.
    static func token(for server: ServerAddress) throws -> AccessToken? {
        if let token = Environment.value("FLOWSERV_ACCESS_TOKEN") { return AccessToken(token) }
        return try SavedLogins().token(for: server)
    }

    /// Returns whether no login is configured, so that ``find(for:)`` asks for it.
    static func mustAsk(for server: ServerAddress) throws -> Bool {
        let isNamed =
            Environment.value("ROLLCALL_USERNAME") != nil
            && ["ROLLCALL_PASSWORD", "ROLLCALL_PASSWORD_FILE"].contains { Environment.value($0) != nil }
        return try !isNamed && token(for: server) == nil && Console.canAsk
    }

    /// Returns the login from FLOWSERV_ACCESS_TOKEN; from ROLLCALL_USERNAME with ROLLCALL_PASSWORD or
    /// ROLLCALL_PASSWORD_FILE; from a saved login; otherwise from a prompt on a terminal.
    static func find(for server: ServerAddress) throws -> AdminLogin {
        let token = Environment.value("FLOWSERV_ACCESS_TOKEN").map(AccessToken.init)
        if let username = Environment.value("ROLLCALL_USERNAME") {
            if let password = Environment.value("ROLLCALL_PASSWORD") {
                return AdminLogin(token: token, account: Account(username: username, password: Secret(password)))
            }
            if let file = Environment.value("ROLLCALL_PASSWORD_FILE") {
                let password = try PasswordInput.read(file: file)
                return AdminLogin(token: token, account: Account(username: username, password: password))
            }
        }
        if let token { return AdminLogin(token: token, account: nil) }
        if let saved = try SavedLogins().token(for: server) {
            return AdminLogin(token: saved, account: nil, isSaved: true)
        }
        guard Console.canAsk else { throw missing }
        return AdminLogin(token: nil, account: try ask())
    }

    private static func ask() throws -> Account {
        Console.note("flowServ requires a login to list the accounts.")
        let username: String
        if let known = Environment.value("ROLLCALL_USERNAME") {
            username = known
        } else {
            Console.prompt("Username: ")
            guard let typed = readLine(), !typed.isEmpty else { throw missing }
            username = typed
        }
        return Account(username: username, password: try PasswordInput.ask("Password: "))
    }

    private static var missing: Failure {
        Failure(
            .serverFailure,
            "No login is configured.  Set FLOWSERV_ACCESS_TOKEN, or ROLLCALL_USERNAME with ROLLCALL_PASSWORD_FILE "
                + "(or ROLLCALL_PASSWORD), or save a login: \(SuggestedCommand.plain("user login NAME --save"))")
    }
}

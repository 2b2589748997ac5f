import FlowServ

/// Who we are to the server.
struct AdminLogin: Sendable {
    /// A token that was given to us.
    let token: AccessToken?
    /// A name and a password to log in with.
    let account: Account?

    struct Account: Sendable {
        let username: String
        let password: Secret
    }

    /// From FLOWSERV_ACCESS_TOKEN; from ROLLCALL_USERNAME with ROLLCALL_PASSWORD or ROLLCALL_PASSWORD_FILE; else by
    /// asking on a terminal.
    static func find() throws -> AdminLogin {
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
        if token != nil { return AdminLogin(token: token, account: nil) }
        guard Console.canAsk else { throw missing }
        return AdminLogin(token: nil, account: try ask())
    }

    private static func ask() throws -> Account {
        Console.note("To list the accounts, flowServ wants a login.")
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
            .serverTrouble,
            "Nothing says who we are.  Set FLOWSERV_ACCESS_TOKEN, or ROLLCALL_USERNAME with ROLLCALL_PASSWORD_FILE "
                + "(or ROLLCALL_PASSWORD).")
    }
}

internal import Accounts

extension FlowServModel {
    /// Carries out a call at a moment and returns the server's answer.
    mutating func answer(_ call: Call, at now: Duration) -> Reply {
        do throws(APIError) {
            return try reply(to: call, at: now)
        } catch {
            return .refused(error)
        }
    }

    private mutating func reply(to call: Call, at now: Duration) throws(APIError) -> Reply {
        switch call {
        case .list(let query, let token):
            // Any token is accepted, even an empty one: only the presence of the header is checked.
            guard token != nil else { throw .notLoggedIn }
            return .listing(list(query))
        case .register(let username, let password, let verify):
            return .created(insert(try check(username: username, password: password, verify: verify)))
        case .activate(let id):
            return .account(try activate(id))
        case .login(let username, let password):
            return .account(try login(username, password, at: now))
        case .logout(let token):
            return .account(try logout(token))
        case .whoami(let token):
            guard let position = owner(of: token, at: now) else { throw .notLoggedIn }
            return .account(handle(accounts[position]))
        case .requestPasswordReset(let username):
            return .resetRequest(try requestPasswordReset(username, at: now))
        case .resetPassword(let id, let password):
            return .account(try resetPassword(id, password, at: now))
        }
    }

    /// Returns the name of the account that a valid token belongs to; the root document shows it.
    func username(of token: String?, at now: Duration) -> String? {
        owner(of: token, at: now).map { accounts[$0].name.text }
    }

    private func list(_ query: String?) -> [Handle] {
        let pattern = query.map(LikePattern.init(prefix:))
        return
            accounts
            .filter { $0.active && $0.id != Self.defaultUser && (pattern?.matches($0.name.text) ?? true) }
            .sorted { $0.name < $1.name }
            .map(handle)
    }

    private mutating func activate(_ id: BodyValue) throws(APIError) -> Handle {
        guard let text = try id.columnText(), let position = position(id: text) else {
            throw .unknownUser(id)
        }
        accounts[position].active = true
        return handle(accounts[position])
    }

    /// Logs in.  The name is compared unstripped, and so is the password.
    private mutating func login(
        _ username: BodyValue, _ password: BodyValue, at now: Duration
    ) throws(APIError) -> Handle {
        guard let name = try username.columnText(), let position = try position(named: name, activeOnly: true)
        else { throw .unknownUser(username) }
        guard case .text(let characters) = password else { throw .internalError }
        guard try StoredPassword(characters) == accounts[position].password else {
            throw .unknownUser(username)
        }
        var value = newIdentifier()
        // Every login of one account returns the same token until it expires or is logged out.
        if let old = accounts[position].token, old.expires >= now { value = old.value }
        accounts[position].token = Expiration(value: value, expires: now + Self.lifetime)
        return handle(accounts[position])
    }

    /// Logs out.  A token without an account makes the server fail instead of refuse.
    private mutating func logout(_ token: String?) throws(APIError) -> Handle {
        guard let token else { throw .notLoggedIn }
        guard let position = accounts.firstIndex(where: { $0.token?.value == token }) else {
            throw .internalError
        }
        accounts[position].token = nil
        return handle(accounts[position])
    }

    /// Returns an id for any name; only the id of an active account works.
    private mutating func requestPasswordReset(
        _ username: BodyValue, at now: Duration
    ) throws(APIError) -> String {
        let request = newIdentifier()
        if let name = try username.columnText(), let position = try position(named: name, activeOnly: true) {
            accounts[position].resetRequest = Expiration(value: request, expires: now + Self.lifetime)
        }
        return request
    }

    private mutating func resetPassword(
        _ id: BodyValue, _ password: BodyValue, at now: Duration
    ) throws(APIError) -> Handle {
        let characters = try acceptable(password)
        guard let text = try id.columnText(),
            let position = accounts.firstIndex(where: { $0.resetRequest?.value == text }),
            let request = accounts[position].resetRequest, request.expires >= now
        else { throw .unknownRequest(id) }
        accounts[position].password = try StoredPassword(characters)
        accounts[position].token = nil
        accounts[position].resetRequest = nil
        return handle(accounts[position])
    }

    private func owner(of token: String?, at now: Duration) -> Int? {
        guard let token else { return nil }
        return accounts.firstIndex { account in
            account.token.map { $0.value == token && $0.expires >= now } ?? false
        }
    }
}

internal import Accounts

/// flowServ's user management as values: the effect and the answer of every call, quirks included.
///
/// It does no input or output, and time is a parameter: it never advances by itself.
struct FlowServModel: Sendable {
    struct Account: Sendable {
        let id: String
        let name: AccountName
        /// The password; nil if it is unknown.
        var password: StoredPassword?
        var active: Bool
        var token: Expiration?
        var resetRequest: Expiration?
    }

    /// A token or a password reset request, valid for 24 hours.
    struct Expiration: Sendable {
        let value: String
        var expires: Duration
    }

    /// A registration that passed the checks.  Before it is inserted, another one of the same name may pass too.
    struct Registration: Sendable {
        let name: AccountName
        let password: StoredPassword
        let active: Bool
    }

    /// The id and the name of the account that flowServ's own set-up creates.
    static let defaultUser = "00000000"

    static let lifetime = Duration.seconds(24 * 60 * 60)

    var accounts: [Account] = []
    private var positionByID: [String: Int] = [:]
    private var positionsByName: [AccountName: [Int]] = [:]
    private var identifiers: IdentifierSource

    /// Creates a server as its set-up leaves it, with only the default user.
    init(seed: UInt64) {
        identifiers = IdentifierSource(seed: seed)
        add(Account(id: Self.defaultUser, name: AccountName(Self.defaultUser), active: true))
    }

    mutating func newIdentifier() -> String {
        identifiers.next()
    }

    /// The first half of a register: all its checks.
    func check(username: BodyValue, password: BodyValue, verify: Bool) throws(APIError) -> Registration {
        let characters = try acceptable(password)
        guard username != .null else { throw APIError(400, "missing user name") }
        guard case .text(let given) = username else { throw .internalError }
        let name = PythonText.strip(given)
        guard !name.isEmpty, PythonText.length(name) <= 512 else { throw APIError(400, "username too long") }
        if try position(named: name) != nil { throw .duplicateUser(name) }
        return Registration(name: AccountName(name), password: try StoredPassword(characters), active: !verify)
    }

    /// The second half: inserts the row.  The database does not prevent a second row with the same name.
    mutating func insert(_ registration: Registration) -> Handle {
        let account = Account(
            id: newIdentifier(), name: registration.name, password: registration.password,
            active: registration.active)
        add(account)
        return handle(account)
    }

    private mutating func add(_ account: Account) {
        positionByID[account.id] = accounts.count
        positionsByName[account.name, default: []].append(accounts.count)
        accounts.append(account)
    }

    /// Removes every row with this name, which requires database access on a real server.
    mutating func remove(named name: String) {
        accounts.removeAll { $0.name == AccountName(name) }
        positionByID = [:]
        positionsByName = [:]
        for (position, account) in accounts.enumerated() {
            positionByID[account.id] = position
            positionsByName[account.name, default: []].append(position)
        }
    }

    /// Returns a password after `validate_password` and `strip`.
    func acceptable(_ password: BodyValue) throws(APIError) -> String {
        switch password {
        case .null: throw .emptyPassword
        case .text(let given):
            let characters = PythonText.strip(given)
            guard !characters.isEmpty else { throw .emptyPassword }
            return characters
        default: throw .internalError
        }
    }

    /// Returns the position of the one account with this name.
    ///
    /// - Throws: An internal error if there are two, as with `one_or_none`.
    func position(named name: String, activeOnly: Bool = false) throws(APIError) -> Int? {
        let found = (positionsByName[AccountName(name)] ?? []).filter { !activeOnly || accounts[$0].active }
        guard found.count < 2 else { throw .internalError }
        return found.first
    }

    func position(id: String) -> Int? {
        positionByID[id]
    }

    /// Returns an account as it appears in answers.  A token is shown as long as it is stored, expired or not.
    func handle(_ account: Account) -> Handle {
        Handle(id: account.id, username: account.name.text, token: account.token?.value)
    }
}

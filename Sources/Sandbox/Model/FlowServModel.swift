internal import Accounts

/// flowServ's user management as values: what every call does and answers, quirks included.
///
/// It does no input or output, and time is a parameter: nanoseconds never pass by themselves.
struct FlowServModel: Sendable {
    struct Account: Sendable {
        let id: String
        let name: AccountName
        /// Nil when nobody knows it.
        var password: StoredPassword?
        var active: Bool
        var token: Expiring?
        var resetRequest: Expiring?
    }

    /// A token or a reset request, good for 24 hours.
    struct Expiring: Sendable {
        let value: String
        var expires: Duration
    }

    /// A registration that was found acceptable.  Between this and the insert another may find the same.
    struct Registration: Sendable {
        let name: AccountName
        let password: StoredPassword
        let active: Bool
    }

    /// The id and the name of the account that flowServ's own set-up makes.
    static let defaultUser = "00000000"

    static let lifetime = Duration.seconds(24 * 60 * 60)

    var accounts: [Account] = []
    private var positionByID: [String: Int] = [:]
    private var positionsByName: [AccountName: [Int]] = [:]
    private var identifiers: IdentifierSource

    /// A server as its set-up leaves it, with nobody but the default user.
    init(seed: UInt64) {
        identifiers = IdentifierSource(seed: seed)
        add(Account(id: Self.defaultUser, name: AccountName(Self.defaultUser), active: true))
    }

    mutating func newIdentifier() -> String {
        identifiers.next()
    }

    /// The first half of a register: everything that can be wrong with it.
    func check(username: BodyValue, password: BodyValue, verify: Bool) throws(APIError) -> Registration {
        let characters = try acceptable(password)
        guard username != .null else { throw APIError(400, "missing user name") }
        guard case .text(let given) = username else { throw .internalError }
        let name = PythonText.strip(given)
        guard !name.isEmpty, PythonText.length(name) <= 512 else { throw APIError(400, "username too long") }
        if try position(named: name) != nil { throw .duplicateUser(name) }
        return Registration(name: AccountName(name), password: try StoredPassword(characters), active: !verify)
    }

    /// The second half: the row.  Nothing in the database keeps a name from having two.
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

    /// Removes every row with this name, as only somebody with database access can.
    mutating func remove(named name: String) {
        accounts.removeAll { $0.name == AccountName(name) }
        positionByID = [:]
        positionsByName = [:]
        for (position, account) in accounts.enumerated() {
            positionByID[account.id] = position
            positionsByName[account.name, default: []].append(position)
        }
    }

    /// A password after `validate_password` and `strip`.
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

    /// The one account of this name.
    ///
    /// - Throws: An internal error when there are two, as `one_or_none` does.
    func position(named name: String, activeOnly: Bool = false) throws(APIError) -> Int? {
        let found = (positionsByName[AccountName(name)] ?? []).filter { !activeOnly || accounts[$0].active }
        guard found.count < 2 else { throw .internalError }
        return found.first
    }

    func position(id: String) -> Int? {
        positionByID[id]
    }

    /// How an account appears in answers.  A token is shown as long as it is there, expired or not.
    func handle(_ account: Account) -> Handle {
        Handle(id: account.id, username: account.name.text, token: account.token?.value)
    }
}

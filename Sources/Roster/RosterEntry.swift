public import Accounts

/// One user as a roster wants it: a row that passed every check.
public struct RosterEntry: Hashable, Sendable {
    /// The account's name, stripped of outer white space.
    public let username: AccountName
    /// The password that a new account starts with, when the roster has one and keeps it.
    public let password: Secret?
    /// Whether the roster has a password for it, kept or not.
    public let hasPassword: Bool
    /// The state wanted by the row's own word, without regard to `activateOn`.
    public let state: DesiredState
    /// The day from which the account is wanted active.
    public let activateOn: Day?
    /// The account's id on the server, 32 lower-case hexadecimal digits.
    public let flowservID: String?
    /// Where the row is.
    public let location: SourceLocation
    /// Where further rows are that say the same of the account.
    public let furtherLocations: [SourceLocation]
    private let kept: KeptFields

    /// Makes an entry; `fields` is what `--where` looks at.
    public init(
        username: AccountName, password: Secret? = nil, state: DesiredState = .active,
        activateOn: Day? = nil, flowservID: String? = nil, fields: [String: String] = [:],
        location: SourceLocation
    ) {
        self.init(
            username: username, password: password, hasPassword: password != nil, state: state,
            activateOn: activateOn, flowservID: flowservID, kept: KeptFields(fields), location: location)
    }

    init(
        username: AccountName, password: Secret?, hasPassword: Bool, state: DesiredState, activateOn: Day?,
        flowservID: String?, kept: KeptFields, location: SourceLocation, furtherLocations: [SourceLocation] = []
    ) {
        self.username = username
        self.password = password
        self.hasPassword = hasPassword
        self.state = state
        self.activateOn = activateOn
        self.flowservID = flowservID
        self.kept = kept
        self.location = location
        self.furtherLocations = furtherLocations
    }

    /// Every column by its header name as written, but for passwords; built anew each time.
    public var fields: [String: String] { kept.dictionary }

    /// The names of the columns that `fields` has, in their order.
    var fieldNames: [String] { kept.names }

    /// The values of `fieldNames`, with a separator between them.
    var joinedFields: String { kept.joined }

    /// One column's value, by its header name as written.
    public func value(of field: String) -> String? { kept.value(of: field) }

    /// The state wanted on a day: with `activateOn`, pending before that day and active from it on.
    public func state(asOf day: Day) -> DesiredState {
        guard let activateOn else { return state }
        return day < activateOn ? .pending : .active
    }
}

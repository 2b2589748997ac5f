public import Accounts

/// One user of a roster: a row that passed every check.
public struct RosterEntry: Hashable, Sendable {
    /// The account's name, without surrounding white space.
    public let username: AccountName
    /// The initial password of a new account, if the roster has one and keeps it.
    public let password: Secret?
    /// Whether the roster has a password for the account, kept or not.
    public let hasPassword: Bool
    /// The state in the row itself, regardless of `activateOn`.
    public let state: DesiredState
    /// The day from which the account should be active.
    public let activateOn: Day?
    /// The account's id on the server, 32 lower-case hexadecimal digits.
    public let flowservID: String?
    /// The position of the row.
    public let location: SourceLocation
    /// The positions of further rows of the account, which agree with this one.
    public let furtherLocations: [SourceLocation]
    private let kept: KeptFields

    /// Creates an entry; `fields` is used by `--where`.
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

    /// All columns except passwords by their header names as written; created on each access.
    public var fields: [String: String] { kept.dictionary }

    /// The names of the columns in `fields`, in order.
    var fieldNames: [String] { kept.names }

    /// The values of `fieldNames`, joined by a separator.
    var joinedFields: String { kept.joined }

    /// Returns one column's value, by its header name as written.
    public func value(of field: String) -> String? { kept.value(of: field) }

    /// Returns the required state on a day: with `activateOn`, pending before that day and active from it on.
    public func state(asOf day: Day) -> DesiredState {
        guard let activateOn else { return state }
        return day < activateOn ? .pending : .active
    }
}

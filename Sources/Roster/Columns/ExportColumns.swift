/// Columns of known exports that are no field but bear upon one.
struct ExportColumns {
    /// Names the function that the password is hashed with, as Google's does.
    let passwordHash: Int?
    /// A `state` within a postal address, as in Entra's and Okta's: a region, not the account's state.
    let region: Int?

    private static let postalNames: Set<String> = [
        "zip", "zipcode", "postalcode", "postcode", "streetaddress", "postaladdress",
    ]

    /// - Parameters:
    ///   - normalized: the columns' names as the aliases know them.
    ///   - asked: the fields that were asked for by name; their columns are what the user says they are.
    init(normalized: [String], asked: [RosterField: String]) {
        passwordHash = asked[.password] == nil ? normalized.firstIndex(of: "passwordhashfunction") : nil
        let hasAddress = asked[.state] == nil && !Self.postalNames.isDisjoint(with: normalized)
        region = hasAddress ? normalized.firstIndex(of: "state") : nil
    }
}

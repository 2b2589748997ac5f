/// Columns of known exports that are not fields but affect one.
struct ExportColumns {
    /// The column that names the hash function of the password, as in Google's exports.
    let passwordHash: Int?
    /// A `state` column within a postal address, as in Entra's and Okta's exports: a region, not the account's state.
    let region: Int?

    private static let postalNames: Set<String> = [
        "zip", "zipcode", "postalcode", "postcode", "streetaddress", "postaladdress",
    ]

    /// Finds the columns.
    ///
    /// - Parameters:
    ///   - normalized: The columns' names, normalized like the aliases.
    ///   - asked: The fields requested by name; their columns mean what the user specified.
    init(normalized: [String], asked: [RosterField: String]) {
        passwordHash = asked[.password] == nil ? normalized.firstIndex(of: "passwordhashfunction") : nil
        let hasAddress = asked[.state] == nil && !Self.postalNames.isDisjoint(with: normalized)
        region = hasAddress ? normalized.firstIndex(of: "state") : nil
    }
}

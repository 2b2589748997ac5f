/// What rollcall reads from a row; every other column is only kept for `--where`.
public enum RosterField: String, CaseIterable, Sendable, Hashable {
    /// The account's name.
    case username
    /// The password that a new account starts with.
    case password
    /// Whether the account is wanted active or pending.
    case state
    /// The day from which a pending account is wanted active.
    case activateOn = "activate_on"
    /// The account's id on the flowServ server, 32 hexadecimal digits.
    case flowservID = "flowserv_id"

    /// The header names that mean this field, the preferred one first.
    ///
    /// Names are compared without case and punctuation, so "e-mail_address" is "E-Mail Address".  When
    /// a file has several of one field's names, the first of this list wins.  `user_id` is on no list:
    /// in an export it is that system's own id.
    public var aliases: [String] {
        switch self {
        case .username:
            [
                "username", "login", "user", "loginname", "loginid", "userlogin", "profilelogin",
                "userprincipalname", "upn", "accountname", "samaccountname", "primaryemail", "emailaddress", "email",
                "mail",
            ]
        case .password: ["password", "initialpassword", "temporarypassword", "passwd", "pwd"]
        case .state:
            [
                "state", "status", "accountstatus", "accountenabled", "enabled", "active", "isactive",
                "newstatus",
            ]
        case .activateOn: ["activateon", "activationdate", "activeon", "activefrom"]
        case .flowservID: ["flowservid", "flowservuserid"]
        }
    }

    /// The header names of a state column in which "yes" means pending.
    static let negatedStateAliases = [
        "suspended", "disabled", "blocked", "blocksignin", "blocksigninyesno", "blockcredential",
    ]
}

/// A header name reduced to what the alias tables compare: letters and digits in lower case.  What
/// stands in brackets ("Email Address [Required]") is a hint for people.
func normalizedHeader(_ header: String) -> String {
    let name = header.prefix { $0 != "[" }
    let kept = name.unicodeScalars.filter { $0.properties.isAlphabetic || $0.properties.numericType != nil }
    return String(String.UnicodeScalarView(kept)).lowercased()
}

/// Whether a name is one that headers often have, and rows of users hardly ever: "active" may be either.
func isUsualHeader(_ header: String) -> Bool {
    let name = normalizedHeader(header)
    if StateWords.meaning(name, negated: false) != nil { return false }
    let isKnown = RosterField.allCases.contains { $0.aliases.contains(name) }
    return isKnown || RosterField.negatedStateAliases.contains(name) || usualHeaders.contains(name)
}

private let usualHeaders: Set<String> = [
    "id", "userid", "uid", "name", "fullname", "displayname", "firstname", "givenname", "middlename",
    "lastname", "familyname", "surname", "title", "role", "group", "groups", "team", "department", "company",
    "organization", "organisation", "unit", "location", "phone", "mobile", "wave", "course", "class", "notes",
]

/// Whether a column could hold a password or a token, in which case its values are kept nowhere.
func mayHoldPassword(_ header: String) -> Bool {
    let name = normalizedHeader(header)
    return ["password", "passwd", "passphrase", "passwort", "kennwort", "pwd", "token"].contains { name.contains($0) }
        || name.hasSuffix("secret")
}

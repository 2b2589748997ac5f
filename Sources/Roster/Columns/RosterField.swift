/// A field that rollcall reads from a row; other columns are only kept for `--where`.
public enum RosterField: String, CaseIterable, Sendable, Hashable {
    /// The account's name.
    case username
    /// The initial password of a new account.
    case password
    /// Whether the account should be active or pending.
    case state
    /// The day from which a pending account should be active.
    case activateOn = "activate_on"
    /// The account's id on the flowServ server, 32 hexadecimal digits.
    case flowservID = "flowserv_id"

    /// The header names of this field, the preferred one first.
    ///
    /// Names are compared without case and punctuation, so "e-mail_address" equals "E-Mail Address".  If a file has
    /// several of one field's names, the first in this list is used.  `user_id` is not in any list: in an export it
    /// is that system's own id.
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
                "newstatus", "isenabled", "accountstate", "accountactive", "userstatus", "userstate", "enableduser",
                "userenabled", "loginenabled", "workflowstate",
            ]
        case .activateOn: ["activateon", "activationdate", "activeon", "activefrom"]
        case .flowservID: ["flowservid", "flowservuserid"]
        }
    }

    /// The header names of a state column in which "yes" means pending.
    static let negatedStateAliases = [
        "suspended", "disabled", "blocked", "blocksignin", "blockcredential", "inactive", "locked", "deactivated",
        "issuspended", "isdisabled", "isblocked", "isinactive", "islocked", "isdeactivated", "accountsuspended",
        "accountdisabled", "accountisdisabled", "accountblocked", "accountlocked", "accountinactive", "userdisabled",
        "usersuspended", "userblocked", "logindisabled", "loginblocked", "signinblocked", "credentialblocked",
        "nsaccountlock",
        "frozen", "isfrozen", "revoked", "banned", "isbanned", "notactive", "expired", "isexpired", "accountexpired",
    ]
}

/// Normalizes a header name for the alias tables: letters and digits in lower case.  Text in brackets ("Email Address
/// [Required]", "Status (active/pending)") and words such as "required" are dropped as hints for people.
func normalizedHeader(_ header: String) -> String {
    let outside = lettersAndDigits(HeaderHint.removed(from: header))
    let name = outside.isEmpty ? lettersAndDigits(header) : outside
    for word in ["required", "mandatory", "optional"] where name.utf8.count > word.utf8.count {
        if name.hasSuffix(word) { return String(name.dropLast(word.count)) }
        if name.hasPrefix(word) { return String(name.dropFirst(word.count)) }
    }
    return name
}

func lettersAndDigits(_ text: String) -> String {
    let kept = text.unicodeScalars.filter { scalar in
        (scalar.properties.isAlphabetic || scalar.properties.numericType != nil) && !isHidden(scalar)
    }
    return String(String.UnicodeScalarView(kept)).lowercased()
}

/// Returns whether a name is common in headers and rare in rows of users; "active" may be either.
func isUsualHeader(_ header: String) -> Bool {
    let name = normalizedHeader(header)
    if StateWords.meaning(name, negated: false) != nil { return false }
    let isKnown = RosterField.allCases.contains { $0.aliases.contains(name) }
    return isKnown || RosterField.negatedStateAliases.contains(name) || usualHeaders.contains(name)
}

let usualHeaders: Set<String> = [
    "id", "userid", "uid", "name", "fullname", "displayname", "firstname", "givenname", "middlename",
    "lastname", "familyname", "surname", "title", "role", "group", "groups", "team", "department", "company",
    "organization", "organisation", "unit", "location", "phone", "mobile", "wave", "course", "class", "notes",
]

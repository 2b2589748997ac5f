/// A column that affects the account's state besides the state column itself.
struct StateColumn: Hashable {
    typealias Kind = StateColumnKind

    let index: Int
    let kind: Kind

    /// Returns the kind of a column by its name.
    ///
    /// - Parameter name: The name, normalized like the aliases.
    static func kind(of name: String) -> Kind? {
        if RosterField.state.aliases.contains(name) { return .words }
        if RosterField.negatedStateAliases.contains(name) { return .negated }
        if goneAliases.contains(name) { return .gone }
        if accountControlAliases.contains(name) { return .accountControl }
        if employmentAliases.contains(name) { return .employment }
        if lockTimeAliases.contains(name) { return .lockTime }
        return lastDayAliases.contains(name) ? .lastDay : nil
    }

    /// The header names of a column that marks users without an account.
    static let goneAliases = [
        "deleted", "archived", "removed", "terminated", "isdeleted", "isarchived", "isremoved", "isterminated",
        "tobedeleted",
        "softdeleted", "deprovisioned", "accountdeleted", "userdeleted", "left", "hasleft", "leaver", "isleaver",
        "deletedat", "deletedon", "deleteddatetime", "deleteddate", "deletiontime", "softdeletedat", "whendeleted",
        "softdeletiontimestamp", "softdeletiontime", "deletiondate", "deletiontimestamp", "deprovisionedat",
        "deprovisionedon",
        "remove", "archive", "obsolete", "isobsolete", "hasgraduated", "isretired", "retired", "resigned",
        "hasresigned",
        "archivedat", "archivedon", "removedat", "removedon", "terminatedat", "terminatedon",
    ]

    /// The header names of Active Directory's account control.
    static let accountControlAliases = ["useraccountcontrol", "uac", "msdsuseraccountcontrolcomputed"]

    /// The header names of a personnel system's state.
    static let employmentAliases = [
        "employmentstatus", "employeestatus", "workerstatus", "workstatus", "staffstatus", "hrstatus", "personstatus",
        "employmentstate", "activestatus",
    ]

    /// The header names of the moment at which an account was locked.
    static let lockTimeAliases = [
        "pwdaccountlockedtime", "accountlockedtime", "suspendedat", "disabledat", "blockedat", "deactivatedat",
    ]

    /// The header names of the day on which an account, or its user's employment, ends.
    static let lastDayAliases = [
        "accountexpires", "accountexpirationdate", "accountexpirydate", "accountexpireson", "accountexpiry",
        "terminationdate", "employmentenddate", "lastworkingday", "leavingdate", "leavedate", "exitdate",
        "lastday", "lastdayofwork", "lastdayatwork", "lastworkingdate", "lastworkday", "dateleft", "leftdate",
        "lefton", "leftat",
        "dateofleaving", "dol", "scheduleddeletiondate", "graduationdate", "dateofgraduation", "separationdate",
        "resignationdate",
        "retirementdate", "offboardingdate", "departuredate", "ablaufdatum", "austrittsdatum", "austritt",
        "vertragsende",
        "datedesortie", "datedefin", "datedicessazione", "fechadebaja", "fechadefin", "datauitdienst",
        "uitdienstdatum",
        "датаувольнения", "退職日", "離職日",
        "contractenddate", "validuntil", "validto",
    ]
}

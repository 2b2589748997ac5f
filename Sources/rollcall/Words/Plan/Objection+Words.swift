import Accounts
import Provisioning

extension Objection {
    /// The numbers, and the one flag that accepts the plan.
    var words: String {
        switch self {
        case .tooManyChanges(let changes, .number(let allowed), _, _):
            "\(changes.grouped) accounts would change; --max-changes allows \(allowed.grouped).  If that is right, pass "
                + "--max-changes \(changes)."
        case .tooManyChanges(let changes, let limit, let allowed, let listed):
            "\(changes.grouped) accounts would change; --max-changes \(limit) allows \(allowed.grouped), with \(counted(listed, "account")) "
                + "listed.  If that is right, pass --max-changes \(changes)."
        case .shrunkenRoster(let path, let rows, let before):
            "\(path) has \(counted(rows, "row")); it had \(before) in the last completed run.  It may be a cut-off export.  If "
                + "it is right, pass \(flag)."
        case .shrunkenListing(let missing, let expected):
            "The listing lacks \(missing.count.grouped) of the \(expected.grouped) accounts that are active in the journal "
                + "(\(names(missing))).  It may come from another database or be cut off.  If it is right, pass "
                + "\(flag)."
        case .cutOffRoster(let sign): "\(sign.words)  Export it again; if it is complete, pass \(flag)."
        case .emptyRoster(let paths):
            "\(paths.joined(separator: ", ")): no valid row.  If no account is wanted, pass \(flag)."
        case .newJournal(let path, let names, let listed):
            "The journal \(path) is new to rosters, but the server lists \(listed.grouped) of the roster's \(names.grouped) names already.  If "
                + "another journal was used so far, pass it with --journal FILE.  If rollcall has not run for this server "
                + "before, pass \(flag)."
        }
    }

    private var flag: String { "--accept \(code.rawValue)" }

    private func names(_ names: [AccountName]) -> String { listed(names.map(\.text), limit: 5) }
}

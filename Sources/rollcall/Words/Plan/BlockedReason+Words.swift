import Accounts
import Provisioning

extension BlockedReason {
    /// Returns why the account is not touched, and the remedy.
    func words(for username: AccountName) -> String {
        switch self {
        case .stranded(let words, let former):
            "The name is taken, but the account is not listed and its id is not known (the server said: \(words)).  "
                + (former.isEmpty ? "" : FormerIDs.sentence(former) + "  ")
                + "Look its id up in the server's database and write it as flowserv_id into the roster, or type: "
                + SuggestedCommand.text("account adopt \(username.shellWord) ID")
        case .foreignID(let id, let other):
            "The flowserv_id \(id) is that of \(AccountSpelling.text(other)).  Look up the id of this account in the "
                + "server's database, and correct it in the roster."
        case .noPasswordForAdopted(let id):
            "The account was adopted: someone else may know its password, so it needs a new one, but the roster has none.  "
                + "Write one into its password field, or pass --generate-passwords or --invite.  To keep the password that "
                + "it has, type: "
                + SuggestedCommand.text("account adopt \(username.shellWord) \(id) --keep-password")
        case .similarName(let others):
            "The name differs only by case or Unicode form from \(others.map(AccountSpelling.text).joined(separator: ", ")); "
                + "to the server these are different people.  Use the spelling that the server lists, or keep only one of "
                + "the rows."
        case .protected(let pattern):
            "The account is protected by --protect \(pattern).  Remove it from the roster, or change the pattern."
        case .noPassword: Self.noPassword
        case .held(let run, let missing):
            "The account waits, pending, for the rest of the two-phase run \(run): "
                + listed(missing.map { "\"\($0)\"" }, limit: 3) + (missing.count == 1 ? " is" : " are")
                + " not registered.  Register the rest with --two-phase.  To activate it without them, type: "
                + SuggestedCommand.text("resume --activate-rest")
        case .invalidRow(let problems): problems.map(\.words).joined(separator: "  ")
        }
    }

    /// One shared text for all accounts: a roster may have a million of them.
    private static let noPassword =
        "The account is new and the roster has no password for it.  Write one into its password field, or pass "
        + "--generate-passwords, or --invite to let people choose one; both need --credentials FILE."
}

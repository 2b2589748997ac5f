public import Accounts
internal import Bytes
internal import FlowServ

/// Why an action that is due must not happen.
public enum Blocking: Hashable, Sendable {
    /// The name is taken by an account that nobody here knows the id of.
    ///
    /// - Parameter former: The ids under which the journal knew the name before, the latest last.
    case stranded(words: String, former: [UserID] = [])
    /// The roster gives an id for it that is another account's.
    case foreignID(UserID, of: AccountName)
    /// Other names differ from it only by case or Unicode form.
    case similarName([AccountName])
    /// A `--protect` pattern covers it.
    case protected(pattern: String)
    /// It is new, and nothing says what its password should be.
    case noPassword
    /// It was adopted, so its password is replaced, and nothing says what with.
    case noPasswordForAdopted(UserID)
    /// It waits for the other registrations of a two-phase run.
    case held(run: Int64, missing: [AccountName])
    /// Its row is not valid and `--skip-invalid` was given.
    case invalidRow(code: String, message: String)

    /// The name for programs.
    public var code: String {
        switch self {
        case .stranded: "stranded"
        case .similarName: "similar-name"
        case .protected: "protected"
        case .foreignID: "foreign-id"
        case .noPassword, .noPasswordForAdopted: "no-password"
        case .held: "held"
        case .invalidRow(let code, _): code
        }
    }

    /// The reason and its remedy, for people.
    ///
    /// - Parameters:
    ///   - username: The name of the account.
    ///   - call: Spells a call of rollcall that can be typed as it is printed.
    public func reason(
        for username: AccountName, call: (String) -> String = { "rollcall " + $0 }
    ) -> String {
        switch self {
        case .stranded(let words, let former):
            "The name is taken, but the account is not listed and its id is not known (the server said: \(words)).  "
                + Self.known(former)
                + "Look its id up in the server's database and give it as flowserv_id in the roster, or type: "
                + call("account adopt \(username.shellWord) ID")
        case .foreignID(let id, let other):
            "The flowserv_id \(id) is that of \(AccountSpelling.text(other)).  Look up the id of this account in the "
                + "server's database and correct it in the roster."
        case .noPasswordForAdopted(let id):
            "The account was adopted: somebody else may know its password, so it gets a new one, and the roster has none "
                + "for it.  Write one into its password field, or pass --generate-passwords or --invite.  "
                + "To leave it the password that it has, type: "
                + call("account adopt \(username.shellWord) \(id) --keep-password")
        case .similarName(let others):
            "It differs only by case or Unicode form from "
                + others.map(AccountSpelling.text).joined(separator: ", ")
                + ", and to the server these are different people.  Use the spelling that the server lists, "
                + "or keep only one of the rows."
        case .protected(let pattern):
            "It is protected by --protect \(pattern).  Take it out of the roster, or change the pattern."
        case .noPassword:
            "The account is new and the roster has no password for it.  Write one into its password field, or pass "
                + "--generate-passwords, or --invite to let people choose one; both hand out with --credentials FILE."
        case .held(let run, let missing):
            "It waits, pending, for the rest of the two-phase run \(run): \(Self.some(missing)) not registered.  "
                + "Register the rest with --two-phase, or activate it without them: "
                + call("resume --activate-rest")
        case .invalidRow(_, let message):
            message
        }
    }
}

extension Blocking {
    /// Where to look first for an id.
    private static func known(_ former: [UserID]) -> String {
        guard let last = former.last else { return "" }
        return "The journal knew it as \(last) before.  "
    }

    /// The first few names and how many more there are.
    private static func some(_ names: [AccountName]) -> String {
        let shown = names.prefix(3).map { "\"\($0)\"" }.joined(separator: ", ")
        let more = names.count > 3 ? " and \(names.count - 3) more" : ""
        return shown + more + (names.count == 1 ? " is" : " are")
    }
}

/// How to show two names that look alike.
enum AccountSpelling {
    /// The name in quotes, with its code points that are not plain ASCII.
    static func text(_ name: AccountName) -> String {
        let foreign = name.text.unicodeScalars.filter { !$0.isASCII }
        guard !foreign.isEmpty else { return "\"\(name)\"" }
        return "\"\(name)\" (\(foreign.map(\.codePoint).joined(separator: " ")))"
    }
}

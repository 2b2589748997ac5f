/// Why an action that is due must not happen.
public enum Blocking: Hashable, Sendable {
    /// The name is taken by an account that nobody here knows the id of.
    case stranded(words: String)
    /// Other names differ from it only by case or Unicode form.
    case similarName([AccountName])
    /// A `--protect` pattern covers it.
    case protected(pattern: String)
    /// It is new, and nothing says what its password should be.
    case noPassword
    /// Its row is not valid and `--skip-invalid` was given.
    case invalidRow(code: String, message: String)

    /// The name for programs.
    public var code: String {
        switch self {
        case .stranded: "stranded"
        case .similarName: "similar-name"
        case .protected: "protected"
        case .noPassword: "no-password"
        case .invalidRow(let code, _): code
        }
    }

    /// The reason and its remedy, for people.
    public func reason(for username: AccountName) -> String {
        switch self {
        case .stranded(let words):
            "The name is taken, but the account is not listed and its id is not known (the server said: \(words)).  "
                + "Look its id up in the server's database and type: rollcall adopt \(username) ID.  "
                + "Or give the id as flowserv_id in the roster."
        case .similarName(let others):
            "It differs only by case or Unicode form from "
                + others.map { "\"\($0)\" (\(AccountSpelling.codePoints($0)))" }.joined(separator: ", ")
                + ", and to the server these are different people.  Use the listed spelling, or drop one of the rows."
        case .protected(let pattern):
            "It is protected by --protect \(pattern).  Take it out of the roster, or change the pattern."
        case .noPassword:
            "The account is new and the roster has no password for it.  Add a password column."
        case .invalidRow(_, let message):
            message
        }
    }
}

/// How to show two names that look alike.
enum AccountSpelling {
    /// The code points that are not plain ASCII, or the bare text when all are.
    static func codePoints(_ name: AccountName) -> String {
        let foreign = name.text.unicodeScalars.filter { !$0.isASCII }
        guard !foreign.isEmpty else { return "\(name.text.unicodeScalars.count) characters" }
        return foreign.map { "U+" + String($0.value, radix: 16, uppercase: true) }.joined(separator: " ")
    }
}

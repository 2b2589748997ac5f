public import Accounts
internal import Bytes
internal import FlowServ
public import Roster

/// The reason why an account with a due action is not touched.
public enum BlockedReason: Hashable, Sendable, CustomStringConvertible {
    /// The name is taken by an account whose id is unknown.
    ///
    /// - Parameter former: The ids under which the journal knew the name earlier, the latest last.
    case stranded(words: String, former: [UserID] = [])
    /// The roster states an id that belongs to another account.
    case foreignID(UserID, of: AccountName)
    /// Other names differ from it only by case or Unicode form.
    case similarName([AccountName])
    /// The name matches a pattern of protected names.
    case protected(pattern: String)
    /// The account is new, and there is no source for its password.
    case noPassword
    /// The account was adopted, so its password must be replaced, and there is no source for a new one.
    case noPasswordForAdopted(UserID)
    /// The account waits for the other registrations of a two-phase run.
    case held(run: Int64, missing: [AccountName])
    /// The account's row is invalid, with these problems.
    case invalidRow([RosterProblem])

    /// The name of the reason, for programs.
    public var code: String {
        switch self {
        case .stranded: "stranded"
        case .similarName: "similar-name"
        case .protected: "protected"
        case .foreignID: "foreign-id"
        case .noPassword, .noPasswordForAdopted: "no-password"
        case .held: "held"
        case .invalidRow(let problems): problems.first?.code.rawValue ?? "invalid-row"
        }
    }

    /// The reason, in short.
    public var description: String {
        switch self {
        case .stranded(let words, _): "the name is taken, and the account's id is not known: \(words)"
        case .foreignID(let id, let other): "the id \(id) is that of \(AccountSpelling.text(other))"
        case .similarName(let others):
            "the name differs only by case or Unicode form from "
                + others.map(AccountSpelling.text).joined(separator: ", ")
        case .protected(let pattern): "the pattern \(pattern) protects it"
        case .noPassword: "nothing says what password the new account gets"
        case .noPasswordForAdopted: "nothing says what password the adopted account gets"
        case .held(let run, _): "it waits for the rest of the two-phase run \(run)"
        case .invalidRow(let problems):
            "its row is not valid: " + problems.map(\.code.rawValue).joined(separator: ", ")
        }
    }
}

/// The display of two names that look alike.
package enum AccountSpelling {
    /// Returns the name in quotes, with its code points that are not plain ASCII.
    package static func text(_ name: AccountName) -> String {
        let foreign = name.text.unicodeScalars.filter { !$0.isASCII }
        guard !foreign.isEmpty else { return "\"\(name)\"" }
        return "\"\(name)\" (\(foreign.map(\.codePoint).joined(separator: " ")))"
    }
}

public import Accounts
internal import Bytes
internal import FlowServ
public import Roster

/// A blocked reason: why one account is not touched, though something is due for it.
public enum BlockedReason: Hashable, Sendable, CustomStringConvertible {
    /// The name is taken by an account that nobody here knows the id of.
    ///
    /// - Parameter former: The ids under which the journal knew the name before, the latest last.
    case stranded(words: String, former: [UserID] = [])
    /// The roster gives an id for it that is another account's.
    case foreignID(UserID, of: AccountName)
    /// Other names differ from it only by case or Unicode form.
    case similarName([AccountName])
    /// A pattern of protected names covers it.
    case protected(pattern: String)
    /// It is new, and nothing says what its password should be.
    case noPassword
    /// It was adopted, so its password is replaced, and nothing says what with.
    case noPasswordForAdopted(UserID)
    /// It waits for the other registrations of a two-phase run.
    case held(run: Int64, missing: [AccountName])
    /// Its row is not valid, for these problems.
    case invalidRow([RosterProblem])

    /// The name for programs.
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

    /// What keeps the action from happening, in short.
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

/// How to show two names that look alike.
package enum AccountSpelling {
    /// The name in quotes, with its code points that are not plain ASCII.
    package static func text(_ name: AccountName) -> String {
        let foreign = name.text.unicodeScalars.filter { !$0.isASCII }
        guard !foreign.isEmpty else { return "\"\(name)\"" }
        return "\"\(name)\" (\(foreign.map(\.codePoint).joined(separator: " ")))"
    }
}

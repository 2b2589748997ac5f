/// A problem: something wrong in a roster, which must be corrected or whose row must be left out.
///
/// It is data.  Whoever shows it puts it into words, with a remedy that fits how the roster was read.
public struct RosterProblem: Hashable, Sendable, Comparable, CustomStringConvertible {
    /// Where it is.
    public let location: SourceLocation
    /// What is wrong.  A username or a state is in it as the row has it, not escaped; never a password.
    public let detail: Detail
    /// The row's username when it is known: stripped, cut to 256 characters, not escaped.
    public let username: String?

    /// Makes a problem.
    public init(location: SourceLocation, detail: Detail, username: String? = nil) {
        self.location = location
        self.detail = detail
        self.username = username.map { String($0.unicodeScalars.prefix(NameRules.longestName)) }
    }

    init(file: String, position: TextPosition, detail: Detail, username: String? = nil) {
        self.init(location: SourceLocation(file: file, position: position), detail: detail, username: username)
    }

    /// What kind of problem it is, for programs.
    public var code: Code { detail.code }

    /// For a duplicate, where else its name is (at most 20 of these places).
    public var relatedLocations: [SourceLocation] {
        if case .duplicate(let rows) = detail { rows.others } else { [] }
    }

    /// The place and the kind: "team.csv:3:1: unknown-state".
    public var description: String { "\(location): \(code.rawValue)" }

    /// Orders by location, then by code and detail, so that output is deterministic.
    public static func < (lhs: Self, rhs: Self) -> Bool {
        if lhs.location != rhs.location { return lhs.location < rhs.location }
        if lhs.code != rhs.code { return lhs.code.rawValue < rhs.code.rawValue }
        return lhs.detail != rhs.detail && "\(lhs.detail)" < "\(rhs.detail)"
    }
}

/// A problem in a roster, which must be corrected or its row skipped.
///
/// It is data.  The code that displays it adds the words and the remedy.
public struct RosterProblem: Hashable, Sendable, Comparable, CustomStringConvertible {
    /// The position of the problem.
    public let location: SourceLocation
    /// The problem itself.  It contains a username or state unchanged and unescaped, but never a password.
    public let detail: Detail
    /// The row's username if it is known: stripped, cut to 256 characters, not escaped.
    public let username: String?

    /// Creates a problem.
    public init(location: SourceLocation, detail: Detail, username: String? = nil) {
        self.location = location
        self.detail = detail
        self.username = username.map { String($0.unicodeScalars.prefix(NameRules.longestName)) }
    }

    init(file: String, position: TextPosition, detail: Detail, username: String? = nil) {
        self.init(location: SourceLocation(file: file, position: position), detail: detail, username: username)
    }

    /// The kind of problem, for programs.
    public var code: Code { detail.code }

    /// For a duplicate, the other positions of its name (at most 20).
    public var relatedLocations: [SourceLocation] {
        if case .duplicate(let rows) = detail { rows.others } else { [] }
    }

    /// The position and the kind: "team.csv:3:1: unknown-state".
    public var description: String { "\(location): \(code.rawValue)" }

    /// Orders by location, then by code and detail, so that output is deterministic.
    public static func < (lhs: Self, rhs: Self) -> Bool {
        if lhs.location != rhs.location { return lhs.location < rhs.location }
        if lhs.code != rhs.code { return lhs.code.rawValue < rhs.code.rawValue }
        return lhs.detail != rhs.detail && "\(lhs.detail)" < "\(rhs.detail)"
    }
}

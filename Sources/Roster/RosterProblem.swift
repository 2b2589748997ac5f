/// Something in a roster that must be mended, or left out with `--skip-invalid`.
public struct RosterProblem: Hashable, Sendable, Comparable, CustomStringConvertible {
    /// Where it is.
    public let location: SourceLocation
    /// What kind of problem it is.
    public let code: Code
    /// The row's username when it is known: stripped, cut to 256 characters, not escaped.
    public let username: String?
    /// What is wrong and what mends it, safe to print; never a password.
    public let message: String
    /// For a duplicate, where its name stands elsewhere (at most 20 of these places).
    public let relatedLocations: [SourceLocation]

    /// Makes a problem.
    public init(
        location: SourceLocation, code: Code, username: String? = nil, message: String,
        relatedLocations: [SourceLocation] = []
    ) {
        self.location = location
        self.code = code
        self.username = username.map { String($0.unicodeScalars.prefix(NameRules.longestName)) }
        self.message = message
        self.relatedLocations = relatedLocations
    }

    /// "team.csv:3:1: message".
    public var description: String { "\(location): \(message)" }

    /// Orders by location, then by code and message, so that output is deterministic.
    public static func < (lhs: Self, rhs: Self) -> Bool {
        if lhs.location != rhs.location { return lhs.location < rhs.location }
        return (lhs.code.rawValue, lhs.message) < (rhs.code.rawValue, rhs.message)
    }
}

/// A regular expression that every username must match as a whole.
///
/// Unchecked, because a regular expression is never changed.
public struct UsernamePattern: @unchecked Sendable {
    /// The expression as it was given.
    public let text: String
    private let expression: Regex<AnyRegexOutput>

    /// Reads an expression in the syntax of Swift's `Regex`, which is that of PCRE for the most part.
    ///
    /// - Throws: When it is none.
    public init(_ text: String) throws {
        self.text = text
        expression = try Regex(text).matchingSemantics(.unicodeScalar)
    }

    /// Whether the whole name matches.
    func matches(_ name: String) -> Bool {
        (try? expression.wholeMatch(in: name)) != nil
    }
}

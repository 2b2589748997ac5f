public import Accounts

/// Names that rollcall must not touch: patterns in which `*` matches any text and `?` one character.
///
/// Case is ignored, so that `--protect admin` covers `Admin` too.
public struct ProtectedNames: Hashable, Sendable {
    /// The patterns as given.
    public let patterns: [String]

    /// Creates protection for all names that match any of the patterns.
    public init(_ patterns: [String] = []) {
        self.patterns = patterns
    }

    /// Returns the first pattern that covers the name.
    public func pattern(covering name: AccountName) -> String? {
        if patterns.isEmpty { return nil }
        let folded = Array(SimilarNames.fold(name))
        return patterns.first { Self.matches(Array(SimilarNames.fold($0))[...], folded[...]) }
    }

    private static func matches(_ pattern: ArraySlice<Character>, _ text: ArraySlice<Character>) -> Bool {
        var pattern = pattern
        var text = text
        // The position of the last star, and how much of the text it had matched by then.
        var retry: (pattern: ArraySlice<Character>, text: ArraySlice<Character>)?
        while let character = text.first {
            switch pattern.first {
            case "*":
                pattern = pattern.dropFirst()
                retry = (pattern, text)
            case "?", character:
                pattern = pattern.dropFirst()
                text = text.dropFirst()
            default:
                guard let last = retry else { return false }
                (pattern, text) = (last.pattern, last.text.dropFirst())
                retry = (pattern, text)
            }
        }
        return pattern.allSatisfy { $0 == "*" }
    }
}

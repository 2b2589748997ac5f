/// Decides which cells of a CSV header may be shown: in a file without a header, a cell may be a user's password.
enum HeaderCells {
    /// The number of bytes of the longest cell that is shown.
    private static let longest = 512

    /// Returns whether a cell may be shown.
    ///
    /// - Parameter hasUsername: Whether the header has a column for the username.
    static func mayShow(_ cell: String, hasUsername: Bool) -> Bool {
        cell.utf8.count <= longest && !isLikeValue(cell)
            && (hasUsername || isUsualHeader(cell) || FieldLikeness.isKnown(cell))
    }

    /// Returns whether a cell has punctuation or digits that headers do not have.
    private static func isLikeValue(_ cell: String) -> Bool {
        let text = HeaderHint.removed(from: cell)
        if text.utf8.contains(where: { "!$%^~`;\\|=@".utf8.contains($0) }) { return true }
        if text.count(where: \.isNumber) > 2 { return true }
        // A digit within a word: headers number their columns at the end.
        return text.contains(/\p{Alphabetic}\d+\p{Alphabetic}/)
    }
}

/// Normalizes every line end in a CDATA section to a line feed, as XML requires.
///
/// libxml2's push parser does so only for other text.  It passes on a long section in pieces.
enum XMLLineEnds {
    private static let carriageReturn = UInt8(ascii: "\r")
    private static let lineFeed = UInt8(ascii: "\n")

    /// Calls back with the text of a piece, part by part.
    ///
    /// - Parameter previous: The document's byte before the piece.  It is a carriage return if the piece continues a
    ///   line end; it never is for the first piece of a section.
    static func forEachPart(
        of piece: UnsafeBufferPointer<UInt8>, after previous: UInt8?, _ body: (UnsafeBufferPointer<UInt8>) -> Void
    ) {
        var rest = piece[...]
        if previous == carriageReturn, rest.first == lineFeed { rest = rest.dropFirst() }
        while let end = rest.firstIndex(of: carriageReturn) {
            body(UnsafeBufferPointer(rebasing: rest[..<end]))
            withUnsafePointer(to: lineFeed) { body(UnsafeBufferPointer(start: $0, count: 1)) }
            rest = rest[(end + 1)...]
            if rest.first == lineFeed { rest = rest.dropFirst() }
        }
        body(UnsafeBufferPointer(rebasing: rest))
    }
}

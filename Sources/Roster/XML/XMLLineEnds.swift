/// Makes one line feed of every line end in a CDATA section, as XML wants it.
///
/// libxml2's push parser does that for other text only.  It hands a long section over in pieces.
enum XMLLineEnds {
    private static let carriageReturn = UInt8(ascii: "\r")
    private static let lineFeed = UInt8(ascii: "\n")

    /// Calls back with the text of a piece, part by part.
    ///
    /// - Parameter previous: The document's byte before the piece.  A piece that goes on within a line end has a carriage
    ///   return there; the first piece of a section never has.
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

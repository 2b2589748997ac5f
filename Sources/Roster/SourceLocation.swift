/// A position in a roster, precise enough for an editor to jump there.
public struct SourceLocation: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// The file's path as given, or "standard input".
    public let file: String
    /// The physical line, counted from 1.
    public var line: Int { Int(storedLine) }
    /// The character (Unicode scalar) within the physical line, counted from 1.
    public var column: Int { Int(storedColumn) }
    // Half the size, because a roster may have a million of these.
    private let storedLine: Int32
    private let storedColumn: Int32

    /// Creates a location from its parts.
    public init(file: String, line: Int, column: Int) {
        self.file = file
        storedLine = Int32(clamping: line)
        storedColumn = Int32(clamping: column)
    }

    init(file: String, position: TextPosition) {
        self.init(file: file, line: position.line, column: position.column)
    }

    /// "file:line:column", safe to print on a terminal.
    public var description: String { "\(escaped(file)):\(line):\(column)" }

    /// Orders by file, then line, then column.
    public static func < (lhs: Self, rhs: Self) -> Bool {
        if lhs.file != rhs.file { return lhs.file < rhs.file }
        return (lhs.line, lhs.column) < (rhs.line, rhs.column)
    }
}

/// A position in a text whose file is known from the context; line and column count from 1.
struct TextPosition: Hashable, Sendable {
    var line = 1
    var column = 1
}

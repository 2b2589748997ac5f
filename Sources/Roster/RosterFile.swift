/// One file of a roster.
public struct RosterFile: Sendable, Hashable {
    /// The path as given; "-" is standard input.
    public let path: String
    /// The number of wanted users, valid or not.
    public let rows: Int
    /// The header used for each field, if the file has a header; shown in the plan.
    public let columns: [RosterField: String]

    /// The headers that could also have been the username but come later in the list of aliases.
    public let passedOver: [String]
    /// The headers that affect the state besides the one in `columns`.
    public let furtherStates: [String]
    /// The headers that look like a field but are not read.
    public let unread: [String]
    /// The numbers of further such columns, from 1: their headers may be values of a user and are not shown.
    public let hiddenColumns: [Int]
    /// The number of users marked as no longer wanted; they are left out.
    public let unwanted: Int
    /// How often its header is repeated among its rows, as in concatenated files.
    public let repeatedHeaders: Int

    /// Unusual properties that do not prove an error.
    public let notes: [Note]

    /// Evidence that the file may be cut off; nil if there is none.
    public let cutOff: CutOff?

    /// Creates a file's facts.
    public init(
        path: String, rows: Int, columns: [RosterField: String] = [:], passedOver: [String] = [],
        furtherStates: [String] = [], unread: [String] = [], hiddenColumns: [Int] = [], unwanted: Int = 0,
        repeatedHeaders: Int = 0,
        notes: [Note] = [], cutOff: CutOff? = nil
    ) {
        self.path = path
        self.rows = rows
        self.columns = columns
        self.passedOver = passedOver
        self.furtherStates = furtherStates
        self.unread = unread
        self.hiddenColumns = hiddenColumns
        self.unwanted = unwanted
        self.repeatedHeaders = repeatedHeaders
        self.notes = notes
        self.cutOff = cutOff
    }

    /// An unusual property of a file.
    public enum Note: Sendable, Hashable, CustomStringConvertible {
        /// The whole file is valid UTF-8 but was read in another encoding.
        case isUTF8(readAs: String)
        /// A few of the usernames are numbers with fewer digits than the others, which may have lost zeros.
        case shorterNumbers(Int, of: Int, width: Int)
        /// Lines among the rows that only separate: hyphens, or what programs write above a header; the first of them.
        case separators(Int, line: Int)

        /// The property in words, safe to print.
        public var description: String {
            switch self {
            case .isUTF8(let encoding): "all of it is UTF-8, and it was read as \(encoding)"
            case .separators(1, let line): "line \(line) skipped, because it only separates"
            case .separators(let count, let line):
                "\(count) lines skipped, because they only separate, the first of them line \(line)"
            case .shorterNumbers(let count, let total, let width):
                "\(count) of \(total) usernames are numbers with fewer than \(width) digits, which may have lost zeros"
            }
        }
    }
}

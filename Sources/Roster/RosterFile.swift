/// One file of a roster.
public struct RosterFile: Sendable, Hashable {
    /// The path as it was given; "-" is standard input.
    public let path: String
    /// The number of users it wants, valid or not.
    public let rows: Int
    /// The header that was taken for each field, where the file has one; the plan tells it.
    public let columns: [RosterField: String]

    /// The headers that could have been the username as well, but for the order of the aliases.
    public let passedOver: [String]
    /// The headers that count for the state besides the one in `columns`.
    public let furtherStates: [String]
    /// The headers that look like a field and are not read.
    public let unread: [String]
    /// The number of further users that it says are not wanted any more; they are left out.
    public let unwanted: Int
    /// How often its header is repeated among its rows, as in files that were joined.
    public let repeatedHeaders: Int

    /// What looks strange in it, though nothing proves that it is wrong.
    public let notes: [Note]

    /// What shows that it may be cut off; nil when nothing does.
    public let cutOff: CutOff?

    /// Makes a file's facts.
    public init(
        path: String, rows: Int, columns: [RosterField: String] = [:], passedOver: [String] = [],
        furtherStates: [String] = [], unread: [String] = [], unwanted: Int = 0, repeatedHeaders: Int = 0,
        notes: [Note] = [], cutOff: CutOff? = nil
    ) {
        self.path = path
        self.rows = rows
        self.columns = columns
        self.passedOver = passedOver
        self.furtherStates = furtherStates
        self.unread = unread
        self.unwanted = unwanted
        self.repeatedHeaders = repeatedHeaders
        self.notes = notes
        self.cutOff = cutOff
    }

    /// Something that looks strange in a file.
    public enum Note: Sendable, Hashable, CustomStringConvertible {
        /// All of it is UTF-8, and it was read in another encoding.
        case isUTF8(readAs: String)
        /// A few of the usernames are numbers of fewer digits than the others, which may have lost zeros.
        case shorterNumbers(Int, of: Int, width: Int)

        /// What was found, safe to print.
        public var description: String {
            switch self {
            case .isUTF8(let encoding): "all of it is UTF-8, and it was read as \(encoding)"
            case .shorterNumbers(let count, let total, let width):
                "\(count) of \(total) usernames are numbers with fewer than \(width) digits, which may have lost zeros"
            }
        }
    }
}

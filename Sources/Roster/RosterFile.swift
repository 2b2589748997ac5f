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
    /// The number of further users that it says are not wanted any more; they are left out.
    public let unwanted: Int
    /// What shows that it may be cut off; nil when nothing does.
    public let cutOff: CutOff?

    /// Makes a file's facts.
    public init(
        path: String, rows: Int, columns: [RosterField: String] = [:], passedOver: [String] = [],
        unwanted: Int = 0, cutOff: CutOff? = nil
    ) {
        self.path = path
        self.rows = rows
        self.columns = columns
        self.passedOver = passedOver
        self.unwanted = unwanted
        self.cutOff = cutOff
    }
}

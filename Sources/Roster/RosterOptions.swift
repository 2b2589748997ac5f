public import Accounts
public import Foundation

/// How rosters are to be read, where they do not say it themselves.
public struct RosterOptions: Sendable {
    /// The languages that rosters come in.
    public enum Format: String, CaseIterable, Sendable {
        /// XML or JSON when the first character that is no white space is `<` or `{`, otherwise CSV.
        case automatic
        /// Comma-separated values, or the same with another delimiter.
        case csv
        /// An XML document with one element a user.
        case xml
        /// flowServ's own listing.
        case json
    }

    /// The CSV column of a field by its header; an empty header means that the field is not read.
    public var columns: [RosterField: String]
    /// The local name of the XML element that is a user; by default `user`.
    public var xmlRecord: String?
    /// The XML attribute or element of a field: `name`, `@name`, or a path such as `contact/email`.
    public var xmlFields: [RosterField: String]
    /// The language of the files.
    public var format: Format
    /// The CSV delimiter; by default found out from the first record.
    public var delimiter: UInt8?
    /// The encoding of CSV files that have no byte order mark; by default UTF-8.
    ///
    /// A byte order mark wins over it.  XML documents declare their encoding themselves.
    public var encoding: TextEncoding?
    /// The most problems that are listed; more are only counted.
    public var listedProblems: Int
    /// Whether the roster keeps its entries.  Without them only their counts are told, and the memory needed hardly
    /// grows with the roster.
    public var keepsEntries: Bool
    /// Whether the entries keep all their columns, for `--where` and `check`.
    public var keepsFields: Bool
    /// Whether the entries keep their passwords, and not only whether they have one.
    public var keepsPasswords: Bool
    /// What words of one's own say in a column of states; they win over those that are known.
    public var stateWords: [String: StateMeaning] = [:]
    /// What every username must match; nil when anything will do.
    public var usernamePattern: UsernamePattern?
    /// The zone that turns a moment in `activate_on` into a day; nil for that of the process, as the C library takes it from
    /// `TZ` or from the system.
    public var timeZone: TimeZone?
    /// The day that columns of leaving days are compared with; by default today.
    public var asOf: Day?

    /// Makes options; every one of them has a default.
    public init(
        columns: [RosterField: String] = [:], xmlRecord: String? = nil,
        xmlFields: [RosterField: String] = [:], format: Format = .automatic, delimiter: UInt8? = nil,
        encoding: TextEncoding? = nil, listedProblems: Int = Roster.listedProblems, keepsEntries: Bool = true,
        keepsFields: Bool = true, keepsPasswords: Bool = true, timeZone: TimeZone? = nil,
        asOf: Day? = nil
    ) {
        self.columns = columns
        self.xmlRecord = xmlRecord
        self.xmlFields = xmlFields
        self.format = format
        self.delimiter = delimiter
        self.encoding = encoding
        self.listedProblems = listedProblems
        self.keepsEntries = keepsEntries
        self.keepsFields = keepsFields
        self.keepsPasswords = keepsPasswords
        self.timeZone = timeZone
        self.asOf = asOf
    }
}

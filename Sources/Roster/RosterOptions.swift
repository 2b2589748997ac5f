public import Accounts
public import Foundation

/// Settings for reading rosters, used where the files themselves do not specify them.
public struct RosterOptions: Sendable {
    /// The formats of rosters.
    public enum Format: String, CaseIterable, Sendable {
        /// XML or JSON if the first character other than white space is `<` or `{`, otherwise CSV.
        case automatic
        /// Comma-separated values, or values with another delimiter.
        case csv
        /// An XML document with one element per user.
        case xml
        /// flowServ's own listing.
        case json
    }

    /// The CSV column of each field, by its header; an empty header means that the field is not read.
    public var columns: [RosterField: String]
    /// The local name of the XML element of a user; `user` by default.
    public var xmlRecord: String?
    /// The XML attribute or element of each field: `name`, `@name`, or a path such as `contact/email`.
    public var xmlFields: [RosterField: String]
    /// The format of the files.
    public var format: Format
    /// The CSV delimiter; detected from the first record by default.
    public var delimiter: UInt8?
    /// The encoding of CSV files without a byte order mark; UTF-8 by default.
    ///
    /// A byte order mark takes precedence.  XML documents declare their encoding themselves.
    public var encoding: TextEncoding?
    /// The maximum number of listed problems; further ones are only counted.
    public var listedProblems: Int
    /// Whether the roster keeps its entries.  If not, it only counts them, and memory use hardly grows with the
    /// roster.
    public var keepsEntries: Bool
    /// Whether entries keep all their columns, for `--where` and `check`.
    public var keepsFields: Bool
    /// Whether entries keep their passwords, not only whether they have one.
    public var keepsPasswords: Bool
    /// Additional state words; they take precedence over the built-in ones.
    public var stateWords: [String: StateMeaning] = [:]
    /// The pattern that every username must match; nil to allow any.
    public var usernamePattern: UsernamePattern?
    /// The time zone that converts a moment in `activate_on` to a day; nil for the zone of the process, which the C
    /// library takes from `TZ` or from the system.
    public var timeZone: TimeZone?
    /// The day with which leaving days are compared; today by default.
    public var asOf: Day?

    /// Creates options; each of them has a default.
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

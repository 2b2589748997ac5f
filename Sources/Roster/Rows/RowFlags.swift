/// The properties of a row in one byte.
struct RowFlags: OptionSet {
    let rawValue: UInt8

    /// The row passed every check; in other rows only the name counts.
    static let isEntry = RowFlags(rawValue: 1)
    /// The row's name occurs in more than one row.
    static let isRepeated = RowFlags(rawValue: 2)
    static let isPending = RowFlags(rawValue: 4)
    static let hasPassword = RowFlags(rawValue: 8)
    static let hasDay = RowFlags(rawValue: 16)
    static let hasID = RowFlags(rawValue: 32)
    static let hasFields = RowFlags(rawValue: 64)
    /// For a row that is not an entry: it marks its user as not wanted.
    static let isUnwanted = RowFlags.isPending
    /// The row's bytes include the password.
    static let keepsPassword = RowFlags(rawValue: 128)

    /// The flags for the contents of a row.
    static let saying = RowFlags(rawValue: 4 | 8 | 16 | 32)
    /// The flags for the data after the name of a row.
    static let keeping = RowFlags(rawValue: 64 | 128)
}

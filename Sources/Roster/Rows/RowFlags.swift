/// What a row is and has, in one byte.
struct RowFlags: OptionSet {
    let rawValue: UInt8

    /// The row passed every check; the others only have a name that counts.
    static let isEntry = RowFlags(rawValue: 1)
    /// Its name is in more than one row.
    static let isRepeated = RowFlags(rawValue: 2)
    static let isPending = RowFlags(rawValue: 4)
    static let hasPassword = RowFlags(rawValue: 8)
    static let hasDay = RowFlags(rawValue: 16)
    static let hasID = RowFlags(rawValue: 32)
    static let hasFields = RowFlags(rawValue: 64)
    /// Of a row that is no entry: it says that its user is not wanted.
    static let isUnwanted = RowFlags.isPending
    /// The password is among the row's bytes.
    static let keepsPassword = RowFlags(rawValue: 128)

    /// What a row says of its account.
    static let saying = RowFlags(rawValue: 4 | 8 | 16 | 32)
    /// What is behind the name of a row that is kept.
    static let keeping = RowFlags(rawValue: 64 | 128)
}

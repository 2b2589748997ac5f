internal import Accounts
internal import Bytes

/// The contents of a row as a few numbers, sufficient to determine whether the rows of one name agree.
///
/// The hashes are specific to the process, so that an attacker cannot construct rows that only seem to agree.
struct RowSubstance {
    /// The hash of the password, the state, the day and the id.
    var fields: UInt32 = 0
    /// The hash of the other columns that have one value per person.
    var others: UInt32 = 0
    /// The number of the list of these columns.
    var shape = 0

    /// Returns whether rows of one name agree.  Rows with other columns agree if their fields do.
    func agrees(with other: RowSubstance) -> Bool {
        fields == other.fields && (shape != other.shape || others == other.others)
    }
}

extension RosterRow {
    /// Returns the contents of the row, without the shape.
    func substance(_ details: NamedRows.Details, _ hash: ByteHash) -> RowSubstance {
        let span = bytes.span
        var fields = Self.mix(1, UInt64(details.flags.intersection(.saying).rawValue))
        if let password = details.password { fields = Self.mix(fields, hash.exact(span.extracting(password))) }
        if let day = details.day { fields = Self.mix(fields, UInt64(day.year * 10_000 + day.month * 100 + day.day)) }
        if let id = details.id { fields = Self.mix(fields, hash.exact(Array(id.utf8).span)) }
        var others: UInt64 = 1
        // Neither this loop nor any code in it may allocate memory, in any build configuration.
        var number = 0
        while number < columns.comparedIndices.count {
            let index = columns.comparedIndices[number]
            // Empty fields at the end of a row may be missing.
            let range = index < values.count ? strippedRange(values[index].range, in: span) : 0..<0
            others = Self.mix(others, hash.exact(span.extracting(range)))
            number += 1
        }
        return RowSubstance(
            fields: UInt32(truncatingIfNeeded: fields >> 32), others: UInt32(truncatingIfNeeded: others >> 32))
    }

    private static func mix(_ left: UInt64, _ right: UInt64) -> UInt64 {
        let product = (left ^ 0x9E37_79B9_7F4A_7C15).multipliedFullWidth(by: right ^ 0xD6E8_FEB8_6659_FD93)
        return product.high ^ product.low
    }
}

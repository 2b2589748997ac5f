/// Detects rows whose fields seem to be separated by another delimiter than the header's, or whose quotes enclose the
/// whole row.
///
/// Such a row is a single field that contains the username and the password, so no part of it may be used or shown.
enum CSVForeignDelimiter {
    private static let candidates: [UInt8] = Array(",;|\t".utf8)
    /// Below a header of one column, a comma may belong to the name.
    private static let certain: [UInt8] = Array(";|\t".utf8)

    /// Returns the delimiter within a row's only field; nil if there is none.
    ///
    /// - Parameters:
    ///   - delimiter: The header's own delimiter.
    ///   - namedCount: The number of columns of the header; if it is one, further fields may be empty.
    static func find(in record: CSVRecord, delimiter: UInt8, namedCount: Int) -> UInt8? {
        guard record.filledCount == 1, record.fieldCount == 1 || namedCount == 1, let value = record.values.first
        else { return nil }
        let bytes = record.bytes[value.range]
        if namedCount > 1 { return bytes.first { candidates.contains($0) } }
        return bytes.first { certain.contains($0) && $0 != delimiter }
    }
}

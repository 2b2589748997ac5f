/// Detects rows whose fields seem to be separated by another delimiter than the header's, or whose quotes enclose the
/// whole row.
///
/// Such a row is a single field that contains the username and the password, so no part of it may be used or shown.
enum CSVForeignDelimiter {
    /// Returns the delimiter within a row's only field; nil if there is none.
    ///
    /// - Parameter namedCount: The number of columns of the header; if it is one, further fields may be empty.
    static func find(in record: CSVRecord, namedCount: Int) -> UInt8? {
        guard record.filledCount == 1, record.fieldCount == 1 || namedCount == 1, let value = record.values.first
        else { return nil }
        return record.bytes[value.range].first { byte in
            byte == UInt8(ascii: ",") || byte == UInt8(ascii: ";") || byte == UInt8(ascii: "\t")
                || byte == UInt8(ascii: "|")
        }
    }
}

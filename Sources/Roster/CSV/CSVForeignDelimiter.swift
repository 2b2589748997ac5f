/// Detects rows whose fields seem to be separated by another delimiter than the header's, or whose quotes enclose the
/// whole row.
///
/// Such a row is a single field that contains the username and the password, so no part of it may be used or shown.
enum CSVForeignDelimiter {
    /// Returns the delimiter within the only filled field of a row; nil if there is none.
    static func find(in record: CSVRecord) -> UInt8? {
        guard record.filledCount == 1, let value = record.values.first else { return nil }
        return record.bytes[value.range].first { byte in
            byte == UInt8(ascii: ",") || byte == UInt8(ascii: ";") || byte == UInt8(ascii: "\t")
                || byte == UInt8(ascii: "|")
        }
    }
}

/// Reads one file in one format, chunk by chunk, into a roster builder.
protocol FormatReader {
    /// Reads the file's next bytes.
    mutating func consume(_ chunk: UnsafeRawBufferPointer)

    /// Ends the file and returns a summary of it.
    mutating func finish() -> FileSummary

    /// Whether the file can no longer become usable, so that the rest need not be read.
    var hasGivenUp: Bool { get }
}

extension FormatReader {
    /// Always false: every file is read to its end.
    var hasGivenUp: Bool { false }
}

/// A format reader's summary of a file.
struct FileSummary {
    /// The number of users in the file, wanted or not.
    var rows: Int
    var columns = ColumnSummary()
    /// The number of times its header is repeated among its rows.
    var repeatedHeaders = 0
    var cutOff: CutOff?
    /// Unusual properties of the file as a whole.
    var notes: [RosterFile.Note] = []
}

/// Reads one file of one language, chunk by chunk, into a roster builder.
protocol FormatReader {
    /// Takes in the file's next bytes.
    mutating func consume(_ chunk: UnsafeRawBufferPointer)

    /// Takes in that there are no more bytes, and returns what the file held.
    mutating func finish() -> FileSummary

    /// Whether nothing that may still come could make the file one that can be used: it need not be read to its end.
    var hasGivenUp: Bool { get }
}

extension FormatReader {
    /// Reads every file to its end.
    var hasGivenUp: Bool { false }
}

/// What a format reader found in a file.
struct FileSummary {
    /// The users that it names, wanted or not.
    var rows: Int
    var columns = ColumnSummary()
    /// How often its header is repeated among its rows.
    var repeatedHeaders = 0
    var cutOff: CutOff?
    /// What looks strange in the file as a whole.
    var notes: [RosterFile.Note] = []
}

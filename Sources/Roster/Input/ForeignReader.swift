/// Stands in for the reader of a file that is no roster: it has one problem.
struct ForeignReader: FormatReader {
    let file: String
    let kind: FileKind
    let builder: RosterBuilder

    var hasGivenUp: Bool { true }

    mutating func consume(_ chunk: UnsafeRawBufferPointer) {}

    mutating func finish() -> FileSummary {
        builder.report(RosterProblem(file: file, position: TextPosition(), detail: .fileKind(kind)))
        return FileSummary(rows: 0)
    }
}

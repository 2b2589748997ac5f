/// Takes the place of the reader for a file that is not a roster; it reports one problem.
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

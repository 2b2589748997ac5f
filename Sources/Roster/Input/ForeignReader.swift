/// Stands in for the reader of a file that is no roster: it has one problem.
struct ForeignReader: FormatReader {
    let file: String
    let kind: FileKind
    let builder: RosterBuilder

    var hasGivenUp: Bool { true }

    mutating func consume(_ chunk: UnsafeRawBufferPointer) {}

    mutating func finish() -> FileSummary {
        let location = SourceLocation(file: file, position: TextPosition())
        builder.report(RosterProblem(location: location, code: .otherFileKind, message: kind.message))
        return FileSummary(rows: 0)
    }
}

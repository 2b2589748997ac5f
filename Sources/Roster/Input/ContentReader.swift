/// Detects a file's format from its first bytes and passes it to that format's reader.
struct ContentReader {
    /// The maximum amount of leading white space in bytes.
    private static let longestBlank = 4_096
    /// The number of bytes that suffice to identify the kind of file.
    private static let enough = 1_024

    private let file: String
    private let builder: RosterBuilder
    private var beginning: [UInt8] = []
    private var reader: (any FormatReader)?

    init(file: String, builder: RosterBuilder) {
        self.file = file
        self.builder = builder
    }

    mutating func consume(_ chunk: UnsafeRawBufferPointer) {
        if reader != nil {
            reader?.consume(chunk)
        } else {
            beginning.append(contentsOf: chunk)
            if let format = format(isWhole: false) { open(format) }
        }
    }

    /// Whether the rest of the file need not be read.
    var hasGivenUp: Bool { reader?.hasGivenUp ?? false }

    mutating func finish() -> FileSummary {
        if reader == nil { open(format(isWhole: true) ?? .csv) }
        return reader?.finish() ?? FileSummary(rows: 0)
    }

    private mutating func open(_ format: RosterOptions.Format) {
        var reader: any FormatReader =
            switch format {
            case .xml: XMLRosterReader(file: file, builder: builder)
            case .json: ListingReader(file: file, builder: builder)
            case .csv, .automatic: CSVRosterReader(file: file, builder: builder)
            }
        if let kind = foreignKind { reader = ForeignReader(file: file, kind: kind, builder: builder) }
        let bytes = beginning
        bytes.withUnsafeBytes { reader.consume($0) }
        beginning = []
        self.reader = reader
    }

    /// The kind of file if it is not a roster.
    private var foreignKind: FileKind? {
        guard builder.options.format == .automatic else { return nil }
        let kind = FileKind.find(beginning.prefix(Self.longestBlank))
        // In encodings other than UTF-8, a text may contain any byte.
        if kind == .binary, builder.options.encoding?.kind ?? .utf8 != .utf8 { return nil }
        // If the user specified the record element, the page is meant as a document.
        return kind == .page && builder.options.xmlRecord != nil ? nil : kind
    }

    /// Returns the format.  libxml2 detects the encoding from the first four bytes, so they are passed in one piece.
    private func format(isWhole: Bool) -> RosterOptions.Format? {
        if beginning.count < Self.enough, !isWhole { return nil }
        if builder.options.format != .automatic { return builder.options.format }
        // The zero bytes are from UTF-16; byte order marks precede the white space.
        let skipped: Set<UInt8> = [0, 0x09, 0x0A, 0x0D, 0x20, 0xEF, 0xBB, 0xBF, 0xFE, 0xFF]
        let text = beginning.prefix(Self.longestBlank).drop { skipped.contains($0) }
        switch text.first {
        case nil: break
        case UInt8(ascii: "<"): return .xml
        case UInt8(ascii: "{"): return isObject(text.dropFirst()) ? .json : .csv
        default: return .csv
        }
        return isWhole || beginning.count >= Self.longestBlank ? .csv : nil
    }

    /// Returns whether a text is a JSON object.  A header in braces, such as `{username}`, continues with a letter.
    private func isObject(_ text: some Collection<UInt8>) -> Bool {
        let next = text.first { ![0, 0x09, 0x0A, 0x0D, 0x20].contains($0) }
        return next.map { "\"'}{[".utf8.contains($0) } ?? true
    }
}

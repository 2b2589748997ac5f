/// Holds back the beginning of a CSV file until its dialect is known.
struct CSVStart {
    private enum Held {
        case text([UInt8])
        case invalid([UInt8])
    }

    private var held: [Held] = []
    private var length = 0
    private var sniffer: CSVDialectSniffer

    init(_ options: RosterOptions) {
        sniffer = CSVDialectSniffer(delimiter: options.delimiter, columns: options.columns)
    }

    /// Adds a piece and returns the dialect once it is known, at the latest after the size of the largest record.
    mutating func dialect(after piece: TextDecoder.Piece) -> CSVDialect? {
        switch piece {
        case .invalid(let bytes):
            held.append(.invalid(bytes))
            length += bytes.count
            return nil
        case .text(let text):
            hold(text)
            for byte in text {
                if let dialect = sniffer.consume(byte) { return dialect }
            }
            return length > CSVRecord.largestRecord ? sniffer.finish() : nil
        }
    }

    /// Returns the dialect of a file that ends here.
    mutating func finish() -> CSVDialect { sniffer.finish() }

    /// Passes on everything held back, in order, and releases it.
    ///
    /// - Parameter skipped: How many bytes at the beginning are left out.
    mutating func replay(skipping skipped: Int, to consumer: (TextDecoder.Piece) -> Void) {
        var rest = skipped
        // Release each piece once it is consumed: together they may be as large as the largest record.
        held.reverse()
        while let piece = held.popLast() {
            switch piece {
            case .text(let bytes):
                let start = min(rest, bytes.count)
                rest -= start
                bytes.withUnsafeBufferPointer { consumer(.text(UnsafeBufferPointer(rebasing: $0[start...]))) }
            case .invalid(let bytes):
                if rest == 0 { consumer(.invalid(bytes)) }
            }
        }
    }

    private mutating func hold(_ text: UnsafeBufferPointer<UInt8>) {
        length += text.count
        // Store each piece separately: a single growing array would take twice the memory at its end.
        held.append(.text(Array(text)))
    }
}

/// Holds back the beginning of a CSV file until its dialect is clear.
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

    /// Takes in a piece and returns the dialect once it is clear, at the latest when a record of the
    /// largest size has gone by.
    mutating func take(_ piece: TextDecoder.Piece) -> CSVDialect? {
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

    /// The dialect of a file that ends here.
    mutating func finish() -> CSVDialect { sniffer.finish() }

    /// Hands out everything held back, in order, and lets it go.
    ///
    /// - Parameter skipped: How many bytes at the beginning are not handed out.
    mutating func replay(skipping skipped: Int, to consumer: (TextDecoder.Piece) -> Void) {
        var rest = skipped
        // Each is let go of when it was taken: there may be as much of them as a record can hold.
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
        // A piece by itself: one array that grows would be twice as large at its end.
        held.append(.text(Array(text)))
    }
}

/// Writes command output of any length line by line, without holding all of it.
struct ProductWriter: ~Copyable {
    private static let bufferSize = 1 << 16
    private var buffer: [UInt8] = []

    init() {
        buffer.reserveCapacity(Self.bufferSize)
    }

    /// Writes a line.
    mutating func line(_ text: String) {
        buffer.append(contentsOf: text.utf8)
        buffer.append(UInt8(ascii: "\n"))
        if buffer.count >= Self.bufferSize { flush() }
    }

    /// Writes the elements of a JSON array, one per line, between the lines that open and close it.
    mutating func array<Elements: Sequence>(
        from open: String, _ elements: Elements, to close: String, text: (Elements.Element) throws -> String
    ) rethrows {
        line(open)
        var held: String?
        for element in elements {
            if let held { line(held + ",") }
            held = try text(element)
        }
        if let held { line(held) }
        line(close)
    }

    /// Writes the remaining buffered text.
    consuming func finish() {
        flush()
    }

    private mutating func flush() {
        Console.product(bytes: buffer)
        buffer.removeAll(keepingCapacity: true)
    }
}

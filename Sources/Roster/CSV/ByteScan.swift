internal import Bytes

/// A search for a few bytes in a text, eight bytes at a time.
struct ByteScan {
    /// A run without any of the searched bytes.
    struct Run {
        /// The index after its last byte.
        var end: Int
        /// The number of characters (Unicode scalars) in it.
        var scalars: Int
    }

    private let first: ByteWord
    private let second: ByteWord
    private let third: ByteWord

    /// Creates a search for these three bytes, which may be equal, and for NUL.
    init(for bytes: (UInt8, UInt8, UInt8)) {
        first = ByteWord(repeating: bytes.0)
        second = ByteWord(repeating: bytes.1)
        third = ByteWord(repeating: bytes.2)
    }

    /// Returns the run that begins at an index of valid UTF-8.
    @inline(__always)
    func run(in bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Run {
        let raw = UnsafeRawBufferPointer(bytes)
        var run = Run(end: start, scalars: 0)
        while run.end + 8 <= bytes.count {
            let word = ByteWord(raw, at: run.end)
            let hits =
                word.firstMatch(with: first) | word.firstMatch(with: second) | word.firstMatch(with: third)
                | word.firstMatch(with: ByteWord(repeating: 0))
            if hits != 0 {
                let length = ByteWord.index(of: hits)
                run.end += length
                run.scalars += length - word.prefix(length).continuations
                return run
            }
            run.end += 8
            run.scalars += 8 - word.continuations
        }
        while run.end < bytes.count {
            let byte = UInt64(bytes[run.end])
            if byte == first.bits & 0xFF || byte == second.bits & 0xFF || byte == third.bits & 0xFF || byte == 0 {
                break
            }
            run.scalars += byte & 0xC0 == 0x80 ? 0 : 1
            run.end += 1
        }
        return run
    }
}

internal import Bytes

/// Passes valid UTF-8 through unchanged and reports invalid bytes, chunk by chunk.
struct UTF8Checker {
    private var progress = UTF8Progress()
    /// An incomplete character from the end of the last chunk.
    private var held: [UInt8] = []

    mutating func check(_ bytes: UnsafeBufferPointer<UInt8>, emit: (TextDecoder.Piece) -> Void) {
        var index = completeHeld(with: bytes, emit: emit)
        var start = index
        func emitText(upTo end: Int) {
            if end > start { emit(.text(UnsafeBufferPointer(rebasing: bytes[start..<end]))) }
        }
        while true {
            index = UnsafeRawBufferPointer(bytes).endOfASCII(from: index)
            if index == bytes.count { break }
            let first = index
            let isValid = checkCharacter(bytes, &index)
            if isValid, progress.isComplete { continue }
            emitText(upTo: first)
            start = index
            if isValid {
                held = Array(bytes[first...])
            } else {
                emit(.invalid(Array(bytes[first..<index])))
            }
        }
        emitText(upTo: index)
    }

    mutating func finish(emit: (TextDecoder.Piece) -> Void) {
        if !held.isEmpty { emit(.invalid(held)) }
        self = UTF8Checker()
    }

    /// Joins the held bytes with their continuation; returns where the rest of the chunk begins.
    private mutating func completeHeld(
        with bytes: UnsafeBufferPointer<UInt8>, emit: (TextDecoder.Piece) -> Void
    ) -> Int {
        var index = 0
        if held.isEmpty || bytes.isEmpty { return index }
        let isValid = checkCharacter(bytes, &index)
        held += bytes[..<index]
        if isValid, !progress.isComplete { return index }
        held.withUnsafeBufferPointer { emit(isValid ? .text($0) : .invalid(Array($0))) }
        held = []
        return index
    }

    /// Moves past a character or an incomplete one; if it is invalid, moves past the invalid bytes and returns false.
    @inline(__always)
    private mutating func checkCharacter(_ bytes: UnsafeBufferPointer<UInt8>, _ index: inout Int) -> Bool {
        repeat {
            let isFirst = progress.isComplete
            let isValid = progress.consume(bytes[index])
            if isValid || isFirst { index += 1 }
            if !isValid { return false }
        } while !progress.isComplete && index < bytes.count
        return true
    }
}

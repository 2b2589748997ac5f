internal import Bytes

/// Lets valid UTF-8 through as it is and singles out what is not, across chunks.
struct UTF8Checker {
    private var progress = UTF8Progress()
    /// The beginning of a character at the end of the last chunk.
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
            let isValid = takeCharacter(bytes, &index)
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

    /// Joins the held bytes with what continues them; returns where the rest of the chunk begins.
    private mutating func completeHeld(
        with bytes: UnsafeBufferPointer<UInt8>, emit: (TextDecoder.Piece) -> Void
    ) -> Int {
        var index = 0
        if held.isEmpty || bytes.isEmpty { return index }
        let isValid = takeCharacter(bytes, &index)
        held += bytes[..<index]
        if isValid, !progress.isComplete { return index }
        held.withUnsafeBufferPointer { emit(isValid ? .text($0) : .invalid(Array($0))) }
        held = []
        return index
    }

    /// Moves behind a character, or what there is of it; false when it is none, and then behind the bytes that can be
    /// blamed.
    @inline(__always)
    private mutating func takeCharacter(_ bytes: UnsafeBufferPointer<UInt8>, _ index: inout Int) -> Bool {
        repeat {
            let isFirst = progress.isComplete
            let isValid = progress.take(bytes[index])
            if isValid || isFirst { index += 1 }
            if !isValid { return false }
        } while !progress.isComplete && index < bytes.count
        return true
    }
}

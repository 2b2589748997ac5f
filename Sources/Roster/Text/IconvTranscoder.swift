import Foundation

/// Converts text in any encoding that the system's iconv knows to UTF-8, chunk by chunk.
final class IconvTranscoder {
    /// The reason why iconv stopped within its input.
    private enum Stop {
        /// The end of the input, or an incomplete character there.
        case end
        case fullOutput
        case invalidByte
    }

    private let descriptor: iconv_t
    /// An incomplete character from the end of the last chunk.
    private var held: [UInt8] = []
    private var output = [UInt8](repeating: 0, count: 65_536)

    /// Opens a conversion, or returns nil if the system cannot convert from this encoding.
    init?(from encoding: String) {
        guard let descriptor = iconv_open("UTF-8", encoding), descriptor != iconv_t(bitPattern: -1)
        else { return nil }
        self.descriptor = descriptor
    }

    deinit {
        iconv_close(descriptor)
    }

    func transcode(_ bytes: UnsafeBufferPointer<UInt8>, emit: (TextDecoder.Piece) -> Void) {
        var index = 0
        while !held.isEmpty, index < bytes.count {
            held.append(bytes[index])
            index += 1
            held.removeFirst(held.withUnsafeBufferPointer { convert($0, emit) })
        }
        let rest = UnsafeBufferPointer(rebasing: bytes[index...])
        held += rest[convert(rest, emit)...]
    }

    func finish(emit: (TextDecoder.Piece) -> Void) {
        // Some encodings hold back a letter in case an accent follows.
        _ = step(nil, emit)
        if !held.isEmpty { emit(.invalid(held)) }
        held = []
    }

    /// Converts as much as possible and returns its length; the rest is an incomplete character.
    private func convert(_ bytes: UnsafeBufferPointer<UInt8>, _ emit: (TextDecoder.Piece) -> Void) -> Int {
        var rest = bytes
        while !rest.isEmpty {
            let (count, stop) = step(rest, emit)
            rest = UnsafeBufferPointer(rebasing: rest[count...])
            switch stop {
            case .end: return bytes.count - rest.count
            case .fullOutput: continue
            case .invalidByte:
                emit(.invalid([rest[0]]))
                rest = UnsafeBufferPointer(rebasing: rest.dropFirst())
            }
        }
        return bytes.count
    }

    /// Calls iconv once; without bytes, to flush what it holds back.
    private func step(
        _ bytes: UnsafeBufferPointer<UInt8>?, _ emit: (TextDecoder.Piece) -> Void
    ) -> (taken: Int, stop: Stop) {
        let length = bytes?.count ?? 0
        var input = UnsafeMutableRawPointer(mutating: bytes?.baseAddress)?.assumingMemoryBound(to: CChar.self)
        var inputLeft = length
        var stop = Stop.end
        output.withUnsafeMutableBytes { buffer in
            var target = buffer.baseAddress?.assumingMemoryBound(to: CChar.self)
            var targetLeft = buffer.count
            let result =
                bytes == nil
                ? iconv(descriptor, nil, nil, &target, &targetLeft)
                : iconv(descriptor, &input, &inputLeft, &target, &targetLeft)
            if result == -1, errno == EILSEQ { stop = .invalidByte }
            if result == -1, errno == E2BIG { stop = .fullOutput }
            let written = buffer[..<(buffer.count - targetLeft)]
            if !written.isEmpty {
                emit(.text(UnsafeBufferPointer(rebasing: written.assumingMemoryBound(to: UInt8.self)[...])))
            }
        }
        return (length - inputLeft, stop)
    }
}

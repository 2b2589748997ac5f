/// Converts a file's bytes to UTF-8, chunk by chunk: drops the byte order mark, checks UTF-8 and transcodes other
/// encodings.
///
/// A byte order mark takes precedence over the requested encoding: no roster begins with these bytes by chance in any
/// encoding, and files of different origins may be read together.
final class TextDecoder {
    /// A part of the text.
    enum Piece {
        /// Complete, valid UTF-8 characters; the buffer is valid only during the call.
        case text(UnsafeBufferPointer<UInt8>)
        /// The bytes of one character that cannot be decoded.
        case invalid([UInt8])
    }

    private enum Stage {
        case undecided([UInt8])
        case utf8(UTF8Checker)
        case utf16(UTF16Transcoder)
        case iconv(IconvTranscoder)
    }

    /// The length of the longest byte order mark, UTF-32's.
    private static let longestMark = 4

    /// The detected encoding of the text.
    private(set) var encodingName: String
    private let asked: TextEncoding?
    /// Checks whether bytes that are read in another encoding are UTF-8.
    private var checker = UTF8Checker()
    private var isUTF8 = true
    private var hasForeignBytes = false
    private var stage = Stage.undecided([])

    init(encoding: TextEncoding? = nil) {
        asked = encoding
        encodingName = encoding?.name ?? "UTF-8"
    }

    func decode(_ chunk: UnsafeRawBufferPointer, emit: (Piece) -> Void) {
        chunk.withMemoryRebound(to: UInt8.self) { decode($0, emit: emit) }
    }

    func finish(emit: (Piece) -> Void) {
        if case .undecided(let prefix) = stage { start(with: prefix, emit: emit) }
        switch stage {
        case .undecided: break
        case .utf8(var checker): checker.finish(emit: emit)
        case .utf16(var transcoder): transcoder.finish(emit: emit)
        case .iconv(let transcoder): transcoder.finish(emit: emit)
        }
    }

    private func decode(_ bytes: UnsafeBufferPointer<UInt8>, emit: (Piece) -> Void) {
        switch stage {
        case .undecided(let prefix):
            let taken = bytes.prefix(Self.longestMark - prefix.count)
            let first = prefix + taken
            guard first.count == Self.longestMark else {
                stage = .undecided(first)
                return
            }
            start(with: first, emit: emit)
            decode(UnsafeBufferPointer(rebasing: bytes[taken.count...]), emit: emit)
        case .utf8(var checker):
            checker.check(bytes, emit: emit)
            stage = .utf8(checker)
        case .utf16(var transcoder):
            transcoder.transcode(bytes, emit: emit)
            stage = .utf16(transcoder)
        case .iconv(let transcoder):
            lookForUTF8(bytes)
            transcoder.transcode(bytes, emit: emit)
        }
    }

    /// Whether all bytes are UTF-8 and not only ASCII although another encoding was requested.
    var seemsUTF8: Bool { isUTF8 && hasForeignBytes }

    private func lookForUTF8(_ bytes: UnsafeBufferPointer<UInt8>) {
        guard isUTF8 else { return }
        checker.check(bytes) { piece in
            switch piece {
            case .text(let text): hasForeignBytes = hasForeignBytes || text.contains { $0 >= 0x80 }
            case .invalid: isUTF8 = false
            }
        }
    }

    /// Chooses the decoder by the file's first four bytes, or fewer if the file is shorter.
    private func start(with first: [UInt8], emit: (Piece) -> Void) {
        let mark = ByteOrderMark.allCases.first { first.starts(with: $0.bytes) }
        if let mark {
            encodingName = mark.rawValue
            stage = stage(mark)
        } else {
            stage = stage(asked?.kind ?? .utf8, first)
        }
        first.withUnsafeBufferPointer { bytes in
            decode(UnsafeBufferPointer(rebasing: bytes[(mark?.bytes.count ?? 0)...]), emit: emit)
        }
    }

    private func stage(_ mark: ByteOrderMark) -> Stage {
        switch mark {
        case .utf8: .utf8(UTF8Checker())
        case .utf16LE: .utf16(UTF16Transcoder(isBigEndian: false))
        case .utf16BE: .utf16(UTF16Transcoder(isBigEndian: true))
        case .utf32LE, .utf32BE: iconvStage(mark.rawValue)
        }
    }

    private func stage(_ kind: TextEncoding.Kind, _ first: [UInt8]) -> Stage {
        switch kind {
        case .utf8: .utf8(UTF8Checker())
        case .utf16(let isBigEndian):
            // A header begins with an ASCII letter, whose upper byte is zero; otherwise RFC 2781 applies.
            .utf16(UTF16Transcoder(isBigEndian: isBigEndian ?? (first.dropFirst().first != 0)))
        case .iconv(let name): iconvStage(name)
        }
    }

    /// Opens a conversion.  The name was checked before; if it is unknown after all, the bytes are read as UTF-8,
    /// which reports problems.
    private func iconvStage(_ name: String) -> Stage {
        IconvTranscoder(from: name).map(Stage.iconv) ?? .utf8(UTF8Checker())
    }
}

/// The byte order marks that identify an encoding, the longer ones first.
private enum ByteOrderMark: String, CaseIterable {
    case utf32LE = "UTF-32LE"
    case utf32BE = "UTF-32BE"
    case utf8 = "UTF-8"
    case utf16LE = "UTF-16LE"
    case utf16BE = "UTF-16BE"

    var bytes: [UInt8] {
        switch self {
        case .utf32LE: [0xFF, 0xFE, 0, 0]
        case .utf32BE: [0, 0, 0xFE, 0xFF]
        case .utf8: [0xEF, 0xBB, 0xBF]
        case .utf16LE: [0xFF, 0xFE]
        case .utf16BE: [0xFE, 0xFF]
        }
    }
}

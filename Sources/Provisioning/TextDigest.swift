internal import Bytes
internal import Crypto
internal import Foundation

/// The SHA-256 of a text's UTF-8 bytes.
public struct TextDigest: Hashable, Sendable {
    private let bytes: [UInt8]

    /// The digest of a text.
    public init(of text: String) {
        var text = text
        bytes = text.withUTF8 { Array(SHA256.hash(data: UnsafeRawBufferPointer($0))) }
    }

    /// 64 lower-case digits, as `sha256sum` prints them.
    public var hexadecimal: String { bytes.hexadecimal }

    /// As a content security policy writes it.
    public var base64: String { Data(bytes).base64EncodedString() }
}

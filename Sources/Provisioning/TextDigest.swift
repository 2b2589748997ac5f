internal import Bytes
internal import Crypto
internal import Foundation

/// The SHA-256 of a text's UTF-8 bytes.
public struct TextDigest: Hashable, Sendable {
    private let bytes: [UInt8]

    /// Computes the digest of a text.
    public init(of text: String) {
        var text = text
        bytes = text.withUTF8 { Array(SHA256.hash(data: UnsafeRawBufferPointer($0))) }
    }

    /// The digest as 64 lower-case digits, as printed by `sha256sum`.
    public var hexadecimal: String { bytes.hexadecimal }

    /// The digest as written in a content security policy.
    public var base64: String { Data(bytes).base64EncodedString() }
}

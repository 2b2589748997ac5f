/// Percent-encoding (RFC 3986): every byte but the unreserved characters becomes `%XX`.
package enum PercentEncoding {
    /// Encodes a text.
    ///
    /// - Parameter others: Characters that stay as they are besides the unreserved ones, all ASCII.
    package static func encode(_ text: String, keeping others: String = "") -> String {
        let kept = Array(others.utf8)
        var encoded = ""
        for byte in text.utf8 {
            if isUnreserved(byte) || kept.contains(byte) {
                encoded.unicodeScalars.append(Unicode.Scalar(byte))
            } else {
                encoded += "%" + byte.hexadecimal(digits: 2, uppercase: true)
            }
        }
        return encoded
    }

    /// Returns whether a byte needs no encoding anywhere in a URL.
    package static func isUnreserved(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default:
            "-._~".utf8.contains(byte)
        }
    }
}

/// A password as PBKDF2 sees it.
///
/// No hashing is done here; only what passlib and HMAC make of the characters matters.
struct StoredPassword: Sendable, Hashable {
    private let bytes: [UInt8]

    /// - Throws: An internal error for more than 4,096 code points, passlib's limit.
    init(_ characters: String) throws(APIError) {
        guard PythonText.length(characters) <= 4096 else { throw .internalError }
        var bytes = Array(characters.utf8)
        // HMAC fills a key up with zeros, so NULs at the end make no difference.
        if bytes.count <= 64 {
            while bytes.last == 0 { bytes.removeLast() }
        }
        self.bytes = bytes
    }
}

/// A password as PBKDF2 processes it.
///
/// It is not hashed here; only the effect of passlib and HMAC on the characters matters.
struct StoredPassword: Sendable, Hashable {
    private let bytes: [UInt8]

    /// Creates a stored password.
    ///
    /// - Throws: An internal error for more than 4,096 code points, passlib's limit.
    init(_ characters: String) throws(APIError) {
        guard PythonText.length(characters) <= 4096 else { throw .internalError }
        var bytes = Array(characters.utf8)
        // HMAC pads a key with zeros, so NULs at the end make no difference.
        if bytes.count <= 64 {
            while bytes.last == 0 { bytes.removeLast() }
        }
        self.bytes = bytes
    }
}

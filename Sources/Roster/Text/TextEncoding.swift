/// A text encoding, by a name that the system knows.
public struct TextEncoding: Hashable, Sendable {
    /// The converter from the encoding to UTF-8.
    enum Kind: Hashable {
        case utf8
        /// UTF-16; if the order is nil and there is no byte order mark, the first two bytes determine it.
        case utf16(isBigEndian: Bool?)
        /// The system's iconv, with its own name for the encoding.
        case iconv(String)
    }

    /// The name as given.
    public let name: String
    let kind: Kind

    /// Finds an encoding by its IANA name, such as "windows-1252", "iso-8859-15", "shift_jis" or "utf-16", or by any
    /// other name that the system's iconv knows.  Case is ignored.
    ///
    /// - Throws: ``RosterError/unknownEncoding(name:)``.
    public init(named name: String) throws(RosterError) {
        self.name = name
        switch name.lowercased() {
        case "utf-8", "utf8": kind = .utf8
        case "utf-16", "utf16": kind = .utf16(isBigEndian: nil)
        case "utf-16le", "utf16le": kind = .utf16(isBigEndian: false)
        case "utf-16be", "utf16be": kind = .utf16(isBigEndian: true)
        default:
            // A slash would start instructions to iconv, such as //IGNORE; "" would mean the locale's encoding.
            let known = Self.superset[name.lowercased()] ?? name
            guard !name.isEmpty, name.utf8.allSatisfy(Self.isNameByte), IconvTranscoder(from: known) != nil else {
                throw .unknownEncoding(name: name)
            }
            kind = .iconv(known)
        }
    }

    /// The encodings that programs mean by some names, according to the WHATWG's Encoding Standard: the encoding with
    /// the additions of Windows or of Hong Kong.
    ///
    /// In the strict encodings, a backslash in Shift_JIS would be a yen sign, and many Japanese or Chinese family
    /// names could not be decoded.
    static let superset: [String: String] = [
        "shift_jis": "CP932", "shift-jis": "CP932", "sjis": "CP932", "ms_kanji": "CP932", "csshiftjis": "CP932",
        "x-sjis": "CP932", "big5": "BIG5-HKSCS", "big-5": "BIG5-HKSCS", "csbig5": "BIG5-HKSCS",
        "euc-kr": "CP949", "euckr": "CP949", "cseuckr": "CP949", "ks_c_5601-1987": "CP949",
    ]

    private static func isNameByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."),
            UInt8(ascii: ":"), UInt8(ascii: "+"), UInt8(ascii: "("), UInt8(ascii: ")"):
            true
        default: false
        }
    }
}

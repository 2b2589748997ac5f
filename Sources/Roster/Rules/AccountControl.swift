/// Active Directory's `userAccountControl`: a number whose bits tell of an account.
enum AccountControl {
    private static let disabled = 0x0002

    /// What a value says, in decimal or hexadecimal digits; nil when it is no such number.
    static func meaning(_ text: String) -> StateWords.Meaning? {
        let isHexadecimal = text.lowercased().hasPrefix("0x")
        let bits = isHexadecimal ? Int(text.dropFirst(2), radix: 16) : Int(text)
        guard let bits, bits >= 0 else { return nil }
        return .wanted(bits & disabled == 0 ? .active : .pending)
    }
}

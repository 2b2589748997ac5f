internal import Accounts

/// Active Directory's `userAccountControl`: a number whose bits describe an account, or the names of the bits that
/// are set.
enum AccountControl {
    private static let disabled = 0x0002

    /// The bits' names in Windows and .NET, without case and separators.
    private static let names: Set<String> = [
        "script", "accountdisable", "accountdisabled", "disabled", "homedirrequired", "homedirectoryrequired",
        "lockout",
        "accountlockout", "passwdnotreqd", "passwordnotrequired", "passwdcantchange", "passwordcannotchange",
        "encryptedtextpwdallowed", "encryptedtextpasswordallowed", "tempduplicateaccount",
        "temporaryduplicateaccount",
        "normalaccount", "interdomaintrustaccount", "workstationtrustaccount", "workstationaccount",
        "servertrustaccount",
        "servertrust", "dontexpirepassword", "dontexpirepasswd", "passwordneverexpires", "passworddoesnotexpire",
        "mnslogonaccount", "smartcardrequired", "trustedfordelegation", "notdelegated", "usedeskeyonly",
        "dontreqpreauth",
        "dontrequirepreauth", "passwordexpired", "trustedtoauthfordelegation", "trustedtoauthenticatefordelegation",
        "partialsecretsaccount", "nocauthdatarequired", "noauthdatarequired",
    ]

    /// Returns the meaning of a value, in decimal or hexadecimal digits or as a list of names; nil if it is neither.
    static func meaning(_ text: String) -> StateWords.Meaning? {
        if text.first?.isLetter == true { return meaning(ofNames: text) }
        let isHexadecimal = text.lowercased().hasPrefix("0x")
        let bits = isHexadecimal ? Int(text.dropFirst(2), radix: 16) : Int(text)
        guard let bits, bits >= 0 else { return nil }
        return bits & disabled == 0 ? .wanted(.active) : .held
    }

    private static func meaning(ofNames text: String) -> StateWords.Meaning? {
        let found = text.split { ",;|+ ".contains($0) }.map { word in
            let name = word.lowercased().filter(\.isLetter)
            return name.hasPrefix("adsuf") ? String(name.dropFirst(5)) : name
        }
        guard !found.isEmpty, found.allSatisfy(names.contains) else { return nil }
        let isDisabled = found.contains { ["accountdisable", "accountdisabled", "disabled"].contains($0) }
        return isDisabled ? .held : .wanted(.active)
    }
}

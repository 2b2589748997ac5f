import Foundation

/// Returns whether a column may hold a password, a token or another secret; its values are then not stored.
func mayHoldPassword(_ header: String) -> Bool { SecretColumns.include(header) }

/// Recognizes columns of secrets by their names, in the languages of rosters.
enum SecretColumns {
    /// Texts that may be anywhere in a name, written without spaces.
    private static let parts = folded([
        "password", "passwd", "pwd", "passphrase", "passcode", "passwort", "kennwort", "passwrd", "passkey", "token",
        "apikey", "secretkey", "privatekey", "accesskey", "recoverycode", "recoverykey", "backupcode", "onetimecode",
        "accesscode", "zugangscode", "zugangsdaten", "geheimzahl", "einmalcode", "codedacces", "codeacces",
        "motdepasse",
        "palavrapasse", "contraseña", "contrasenya", "contrasinal", "wachtwoord", "toegangscode", "lösenord",
        "adgangskode", "passord", "salasana", "lykilorð", "jelszó", "parola", "lozinka", "slaptažodis", "tunnussana",
        "fjalëkalim", "pasahitz", "focalfaire", "cyfrinair", "passwuert", "matkhau", "katasandi", "katalaluan",
        "nenosiri", "пароль", "парола", "лозинка", "құпиясөз", "συνθηματικό", "κωδικόςπρόσβασης", "գաղտնաբառ",
        "პაროლი",
        "סיסמה", "סיסמא", "كلمةالمرور", "كلمةالسر", "رمزعبور", "गुप्त", "पासवर्ड", "รหัสผ่าน", "密码", "密碼", "口令",
        "パスワード", "暗証番号", "비밀번호", "암호",
    ])

    /// Words of a name, also with digits or one of `beside` before or behind them: `pw1`, `InitialPW`, `pwtemp`.
    private static let words = Set(
        folded([
            "pw", "pass", "passe", "pin", "puk", "psw", "pswd", "pword", "pwort", "passw", "pasword", "mdp", "clave",
            "claves", "senha", "senhas", "hasło", "hasła", "heslo", "hesla", "parol", "parole", "parool", "geslo",
            "zaporka",
            "şifre", "şifresi", "šifra", "kodeord", "secret", "secrets", "secreto", "secreta", "geheimnis",
            "geheimwort",
            "losung", "losungswort", "codewort", "codeword", "credential", "credentials", "otp", "totp", "hotp",
            "sandi",
            "clau", "κωδικός", "пин", "шифра",
        ]))
    private static let beside = Set(
        folded([
            "initial", "initiales", "initiale", "init", "new", "neu", "neues", "nouveau", "nuevo", "nova", "novo",
            "nowe",
            "temp", "temporary", "tmp", "old", "alt", "altes", "user", "usr", "login", "account", "acct", "default",
            "start", "standard", "std", "first", "erst", "my", "mein", "ldap", "ad", "win", "windows", "mail",
            "email",
            "web", "wlan", "wifi", "vpn", "db", "sql", "app", "system", "sys", "admin", "root", "student", "staff",
            "schul", "school", "moodle", "gen", "generated", "one", "onetime", "einmal", "plain", "clear", "raw",
            "set",
            "reset", "hash", "code", "number", "nr", "num", "no", "kod", "kode",
        ]))

    /// The bytes of `parts`, because a document may have very many names to compare.
    private static let partBytes = parts.map { Array($0.utf8) }

    /// The number of bytes of a name that are looked at: a header may be as large as a record.
    private static let enough = 512

    static func include(_ header: String) -> Bool {
        if header.isEmpty { return false }
        guard header.utf8.count <= enough else { return include(header.beginning(enough / 4)) }
        if isSecret(header) { return true }
        if header.utf8.allSatisfy({ $0 < 0x80 }) { return false }
        let latin = FieldLikeness.withoutTwins(header)
        return latin != header && isSecret(latin)
    }

    private static func isSecret(_ header: String) -> Bool {
        let whole = Array(fold(lettersAndDigits(header)).utf8)
        return partBytes.contains { contains(whole, $0) } || whole.reversed().starts(with: "secret".utf8.reversed())
            || FieldLikeness.words(of: header).contains { isSecretWord(fold($0)) }
    }

    private static func contains(_ text: [UInt8], _ part: [UInt8]) -> Bool {
        guard text.count >= part.count else { return false }
        return (0...text.count - part.count).contains { text[$0] == part[0] && text[$0...].starts(with: part) }
    }

    private static func isSecretWord(_ word: String) -> Bool {
        var word = word.drop(while: \.isNumber)
        while word.last?.isNumber ?? false { word.removeLast() }
        return isSecretWord(withoutDigits: String(word))
    }

    private static func isSecretWord(withoutDigits word: String) -> Bool {
        if words.contains(word) || word.hasSuffix("pw") { return true }
        return words.contains { word.hasSuffix($0) && beside.contains(String(word.dropLast($0.count))) }
            || ["pw", "pass", "psw", "pin"].contains {
                word.hasPrefix($0) && beside.contains(String(word.dropFirst($0.count)))
            }
    }

    private static func folded(_ texts: [String]) -> [String] { texts.map(fold) }

    /// Returns a text in lower case and without accents.
    private static func fold(_ text: String) -> String {
        if text.utf8.allSatisfy({ $0 < 0x80 }) { return text.lowercased() }
        let letters = text.lowercased().decomposedStringWithCanonicalMapping.unicodeScalars.lazy.filter {
            $0.properties.generalCategory != .nonspacingMark
        }
        return String(String.UnicodeScalarView(letters.map { bare[$0] ?? $0 }))
    }

    /// The letters whose marks Unicode does not separate from them.
    private static let bare: [Unicode.Scalar: Unicode.Scalar] = [
        "ł": "l", "ø": "o", "đ": "d", "ð": "d", "ı": "i", "ς": "σ",
    ]
}

extension String {
    /// Returns the first code points of a text.
    func beginning(_ count: Int) -> String { String(String.UnicodeScalarView(unicodeScalars.prefix(count))) }
}

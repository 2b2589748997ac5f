/// Detects unread columns that are named like a field, so that they can be reported.
enum FieldLikeness {
    /// Words of which one is sufficient, in lower case, in the most common languages of rosters.
    private static let words: Set<String> = [
        // Names.
        "username", "user", "login", "logon", "loginname", "logonname", "account", "accountname", "upn",
        "samaccountname",
        "benutzername", "benutzer", "anmeldename", "kennung", "benutzerkennung", "konto", "identifiant",
        "utilisateur",
        "usuario", "usuário", "utente", "gebruiker", "gebruikersnaam", "użytkownik", "brukernavn", "användarnamn",
        "uid",
        // Passwords.
        "passwort", "kennwort", "passphrase", "password", "passwd", "pwd", "pass", "contraseña", "contrasena",
        "clave", "senha",
        "wachtwoord", "hasło", "haslo", "lösenord", "passord", "parola", "passe", "pin",
        // States.
        "state", "status", "active", "inactive", "enabled", "disabled", "enable", "disable", "suspended", "suspend",
        "blocked",
        "block", "locked", "lock", "archived", "deleted", "removed", "terminated", "expired", "revoked", "frozen",
        "deactivated",
        "activated", "left", "leaver", "retired", "former", "closed", "aktiv", "inaktiv", "gesperrt", "deaktiviert",
        "zustand",
        "ausgeschieden", "gelöscht", "statut", "actif", "inactif", "bloqué", "supprimé", "estado", "activo",
        "inactivo", "ativo",
        "stato", "attivo", "actief", "aktywny", "lockedout", "lockout", "auth",
        "suspension", "softdeletion", "shadowexpire", "resigned", "resignation", "withdrawn", "withdrawal", "leave",
        "offboarded", "offboarding", "deceased", "departed", "departure", "dismissed", "fired", "quit", "dropped",
        "drop", "cancelled", "canceled", "alumni", "alumnus", "separated", "separation", "retirement", "stop",
        "close",
        "ended", "began", "graduation", "pending", "baja", "alta", "action", "operation", "remove", "archive",
        "commencement", "start", "dol", "termdate",
        "confirmed", "employed", "enrolled", "current", "approved", "access", "stage", "lifecycle", "graduated",
        "dormant", "hold", "undeleted", "delete", "secret", "passcode", "bloqueado", "geblokkeerd", "dienst",
        "aktivní",
        "kündigungsdatum", "kündigung", "vertragsende", "状态", "有効", "退職日", "статус", "day", "状態", "無効", "启用", "禁用",
        "停用", "账号", "密码", "用户名", "帳號", "密碼", "離職日", "離職",
        "ユーザー名", "ログイン", "パスワード", "入社日", "상태", "활성", "비밀번호", "사용자", "아이디", "퇴사일", "пользователь", "логин", "пароль",
        "активен", "заблокирован", "уволен", "stav", "uživatel", "heslo", "zablokován", "durum", "kullanıcı", "şifre",
        "etkin", "tila",
        "käyttäjätunnus", "salasana", "felhasználónév", "jelszó", "állapot", "aktív", "utilizator", "parolă", "stare",
        "activ",
        "κατάσταση", "χρήστης", "κωδικός", "suspendu", "suspendido", "sospeso", "suspenso", "désactivé",
        "desactivado", "disattivato",
        "desativado", "gedeactiveerd", "geschorst", "opgeschort", "spärrad", "sperret", "spærret", "inaktivní",
        "nieaktywny",
        "zablokowany", "ausgetreten", "deaktiviert", "stillgelegt", "licencié", "despedido", "dimesso", "uitdienst",
        "slutdato",
        "slutdatum", "sluttdato", "datafine", "datainizio", "einddatum", "ingangsdatum", "päättymispäivä", "التفعيل",
        "الحالة", "مفعل",
        "סטטוס", "פעיל",
        // Days.
        "activation", "activate", "start", "startdate", "starts", "begin", "begins", "hire", "hiredate", "joined",
        "joining",
        "onboarding", "until", "valid", "effective", "live", "golive", "available", "since", "end", "enddate", "ends",
        "expires", "expiry", "expiration", "termination", "leaving",
        "exit",
        "eintritt", "eintrittsdatum", "austritt", "austrittsdatum", "startdatum", "enddatum", "beginn", "ende",
        "gültig", "ab",
        "bis", "début", "fin", "inicio", "fecha",
    ]
    /// Prefixes and suffixes of compound words.
    private static let parts = [
        "password", "passwort", "kennwort", "username", "benutzername", "activat", "accountexp", "suspend",
        "disabled", "deactivat", "terminat", "delet", "deprovis", "graduat", "obsolet", "leftdate", "dateleft",
        "lastday",
        "lastworking", "archiv", "aktivier", "activé", "désactiv", "gesperrt", "ablauf", "austritt", "sortie",
        "cessazione", "увол", "актив",
        "signin", "changetype", "commence", "started", "timestart", "timeend", "notbefore", "notafter", "shadowexp",
        "validfrom",
        "userstatus", "etat", "état", "situação", "situacion", "situación", "estatus", "entrée", "entrada",
        "eintritt", "startson", "pending",
    ]
    /// Words with which a date or a state refers to something else.
    private static let others: Set<String> = [
        "last", "change", "changed", "reset", "recovery", "marital", "order", "payment", "policy", "lastlogin",
        "created", "updated",
        "count", "attempts", "enrolled", "enforced", "invitation", "2sv", "mfa", "birth", "type", "agent", "group",
        "groups",
        "usage", "country", "province", "region", "birthday", "address", "email", "mail", "phone",
    ]

    /// Words with which a column is about a password and does not hold one.
    private static let aboutPasswords: Set<String> = ["change", "changed", "reset", "last", "policy"]

    /// Returns whether a header consists of words that headers have, so that it is no user's password.
    static func isKnown(_ header: String) -> Bool {
        let words = words(of: HeaderHint.removed(from: header))
        return !words.isEmpty
            && words.allSatisfy { Self.words.contains($0) || others.contains($0) || plain.contains($0) }
    }

    private static let plain = usualHeaders.union([
        "first", "last", "date", "of", "the", "is", "new", "old", "initial", "temporary", "given", "family", "full",
        "display", "middle", "code", "number", "no", "nr", "employee", "person", "school", "office", "job", "city",
        "street", "zip", "postal", "vorname", "nachname", "abteilung", "anrede", "titel", "prénom", "nombre",
        "apellido",
        "nome", "cognome", "e", "telephone",
    ])

    static func isLikeField(_ header: String) -> Bool {
        if header.utf8.count > 512 { return isLikeField(header.beginning(128)) }
        let latin = withoutTwins(header)
        if latin != header { return isLikeField(latin) || isLikeField(ofOneAlphabet: header) }
        return isLikeField(ofOneAlphabet: header)
    }

    /// Returns a header with Cyrillic letters replaced by the Latin ones that look like them.
    static func withoutTwins(_ header: String) -> String {
        let twins: [Character: Character] = [
            "а": "a", "е": "e", "о": "o", "р": "p", "с": "c", "у": "y", "х": "x", "і": "i", "ѕ": "s", "ј": "j",
        ]
        guard header.utf8.contains(where: { (0x41...0x7A).contains($0) }) else { return header }
        return String(header.map { twins[$0] ?? $0 })
    }

    private static func isLikeField(ofOneAlphabet header: String) -> Bool {
        let words = words(of: HeaderHint.removed(from: header))
        // A user's number in another system.
        if words == ["user", "id"] { return false }
        if mayHoldPassword(header), words.isDisjoint(with: aboutPasswords) { return true }
        let whole = normalizedHeader(header)
        if StateColumn.kind(of: whole) != nil || whole == "termdate" { return true }
        if !others.isDisjoint(with: words),
            !["lastday", "lastworking", "userstatus"].contains(where: { whole.contains($0) })
        {
            return false
        }
        if !Self.words.isDisjoint(with: words) { return true }
        let name = normalizedHeader(header)
        return StateColumn.kind(of: name) != nil || parts.contains { name.contains($0) }
            || RosterField.allCases.contains { $0.aliases.contains(name) }
    }

    /// Returns the words of a header: `accountEnabled` has two.
    static func words(of header: String) -> Set<String> {
        var words: [String] = [""]
        var wasLower = false
        for character in header {
            if !character.isLetter && !character.isNumber || (character.isUppercase && wasLower) { words.append("") }
            if character.isLetter || character.isNumber { words[words.count - 1] += character.lowercased() }
            wasLower = character.isLowercase || character.isNumber
        }
        return Set(words.filter { !$0.isEmpty })
    }
}

/// The words that programs write for an empty value or an error, which are not names.
enum NullWords {
    /// The words in lower case.
    private static let words: Set<String> = [
        "null", "none", "nan", "-nan", "+nan", "nan(ind)", "-nan(ind)", "nat", "undefined", "unknown", "\\n", "\\\\n",
        "pd.na", "nul", "dbnull",
        "system.dbnull",
        "n/a", "n.a.", "n. a.", "n/a.", "n.v.", "n/v", "n/d", "n.d.", "n/b", "k.a.", "k. a.", "k/a", "s/o", "b.d.",
        "н/д", "not available", "not applicable", "not set", "not defined", "not specified", "no value", "no data",
        "keine", "keiner", "keine angabe", "unbekannt", "aucun", "aucune", "néant", "inconnu", "ninguno", "ninguna",
        "desconocido", "nessuno", "nessuna", "sconosciuto", "nenhum", "nenhuma", "desconhecido", "geen", "onbekend",
        "brak", "ingen", "okänd", "ukjent", "нет", "пусто", "なし", "無", "无", "空", "没有", "없음", "tbd", "tba", "t.b.d.",
        "to be defined", "to be determined", "loading...", "-", "--", "---", "—", "–", "?", "??", "???",
    ]

    /// The words that must match in case: in another case they may be initials.
    private static let exactWords: Set<String> = ["NA", "nil", "NIL"]

    /// The words that count only in brackets.
    private static let bracketed: Set<String> = [
        "na", "empty", "blank", "missing", "void", "leer", "vide", "vacío", "vacio", "vuoto", "vazio", "leeg", "tom",
        "puste",
        "object object", "not set", "redacted", "hidden", "filtered", "masked", "secret", "password", "your password",
        "initial password", "passwort",
        "kennwort", "encrypted", "hashed", "unchanged", "confidential", "protected", "nil", "unset",
    ]

    /// A spreadsheet's error words, without the number sign and the final mark.
    private static let errors: Set<String> = [
        "n/a", "n/d", "n/b", "n/v", "nv", "nd", "н/д", "yok", "null", "ref", "value", "name", "div/0", "num", "spill",
        "calc",
        "field", "blocked", "connect", "unknown", "error", "busy", "python", "external", "getting_data", "err",
        "bezug",
        "wert", "zahl", "überlauf", "kalk", "valeur", "nom", "nombre", "champ", "¡ref", "¡valor", "valor", "¡div/0",
        "¿nombre",
        "¡num", "¡nulo", "nome", "rif", "valore", "verw", "waarde", "naam", "getal", "deel/0", "adr", "arg", "nazwa",
        "dzielenie/0", "ссылка", "знач", "имя", "число", "дел/0", "i/t", "nb", "není_k_dispozici", "nedostupný",
        "δ/υ",
        "hiányzik", "e/e", "puudub",
    ]

    /// The beginnings of texts that programs write for an object instead of its value.
    private static let objects = [
        "system.object", "system.string", "system.collections.", "system.security.securestring", "system.management.",
        "microsoft.activedirectory.", "microsoft.exchange.", "java.lang.", "[object ", "<function", "org.apache.",
    ]

    /// Returns whether a text is such a word.
    static func contain(_ text: String) -> Bool {
        if exactWords.contains(text) || hasFormOfError(text) { return true }
        let word = text.lowercased()
        if words.contains(word) || isError(word) { return true }
        if objects.contains(where: word.hasPrefix) { return true }
        guard let inner = inBrackets(word) else { return false }
        return words.contains(inner) || bracketed.contains(inner)
    }

    /// Returns whether a name is such a word or is derived from one: `null@example.org`.
    static func contain(asName name: String) -> Bool {
        if contain(name) { return true }
        let hasContent = name.unicodeScalars.contains { !$0.isASCII || $0.properties.isAlphabetic || isDigit($0) }
        if !hasContent { return true }
        guard let at = name.firstIndex(of: "@"), at != name.startIndex else { return false }
        let parts = name[..<at].lowercased().split(whereSeparator: { ".-_".contains($0) })
        return parts.isEmpty
            || parts.allSatisfy { ["null", "(null)", "undefined", "\\n", "#n/a"].contains($0) }
            || ["undefined", "null", "(null)", "none"].contains(name[name.index(after: at)...].lowercased())
    }

    private static func isDigit(_ scalar: Unicode.Scalar) -> Bool { (0x30...0x39).contains(scalar.value) }

    /// Returns whether a text has the form of a spreadsheet's error word in any language: `#HODNOTA!`, `#NÁZEV?`,
    /// `#DZIEL/0!`.
    private static func hasFormOfError(_ text: String) -> Bool {
        guard text.hasPrefix("#"), let last = text.last, "!?".contains(last), (3...24).contains(text.count) else {
            return false
        }
        return text.dropFirst().dropLast().allSatisfy { character in
            character.isUppercase || character.isLetter && !character.isCased || "0/¡¿_. ".contains(character)
        }
    }

    private static func isError(_ word: String) -> Bool {
        if word.hasPrefix("err:") { return word.dropFirst(4).allSatisfy(\.isNumber) }
        guard word.first == "#" else { return false }
        var rest = word.dropFirst()
        if rest.allSatisfy({ $0 == "#" }) { return true }
        while let last = rest.last, "!?".contains(last) { rest.removeLast() }
        return errors.contains(String(rest))
    }

    /// Returns the text between two matching brackets.
    private static func inBrackets(_ word: String) -> String? {
        guard word.count > 2, let first = word.first, let last = word.last else { return nil }
        switch (first, last) {
        case ("(", ")"), ("[", "]"), ("{", "}"), ("<", ">"): return stripped(String(word.dropFirst().dropLast()))
        default: return nil
        }
    }
}

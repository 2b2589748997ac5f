import Accounts
import Testing

@testable import Roster

/// What databases, spreadsheets and programs write for nothing or for an error.
@Suite struct NullWordTests {
    @Test(arguments: [
        "NULL", "null", "Null", "\\N", "\\\\N", "(null)", "[NULL]", "<null>", "{null}", "None", "nil", "NaN", "nan",
        "NaT", "<NA>", "NA",
        "undefined", "n/a", "N/A", "#N/A", "#NV", "#N/D", "#REF!", "#BEZUG!", "#VALUE!", "#WERT!", "#VALEUR!",
        "#¡VALOR!", "#NAME?",
        "#¿NOMBRE?", "#DIV/0!", "#NUM!", "#NULL!", "#SPILL!", "#CALC!", "Err:502", "#########", "(none)", "<none>",
        "(blank)", "(leer)",
        "[object Object]", "System.Object[]", "System.String[]", "System.Security.SecureString", "k.A.", "-", "--",
        "???",
        "NIL", "-nan", "<unset>", "#HODNOTA!", "#NÁZEV?", "#DZIEL/0!", "#NB", "#GETTING_DATA",
        "null@example.org", "undefined@example.org", "null.null@example.org", "@", "Loading...", "keine", "unknown",
        "нет", "なし",
    ])
    func `a word for nothing is nobody's name`(word: String) {
        let roster = read("password,username\nsecret-1,\(word)\n")
        #expect(roster.marks == ["2:10 null-word"], "\(roster.problems)")
    }

    @Test(arguments: [
        "NULL", "\\N", "(null)", "None", "nan", "#N/A", "#VALUE!", "<null>", "n/a", "undefined",
        "System.Security.SecureString", "-", "NA", "NIL", "-nan", "nil", "<unset>", "<none>",
        "#HODNOTA!", "#NÁZEV?", "#ODKAZ!", "#ČÍSLO!", "#DZIEL/0!", "#LICZBA!", "#ARG!", "#ADR!", "#NAZWA?", "#ÉRTÉK!",
        "#NÉV?",
        "#HIV!", "#ZÉRÓOSZTÓ!", "#SZÁM!", "#HIÁNYZIK", "#DEĞER!", "#SAYI/0!", "#AD?", "#BAŞV!", "#SAYI!", "#YOK",
        "#ΤΙΜΗ!",
        "#ΔΙΑΙΡ/0!", "#ΟΝΟΜΑ?", "#Δ/Υ", "#VÆRDI!", "#I/T", "#NAVN?", "#VERDI!", "#NÚM!", "#NOME?", "#NB", "#N/B",
        "#WAARDE!",
        "#DEEL/0!", "#GETTING_DATA", "#VÄRDEFEL!", "#SAKNAS!", "#ARVO!", "#PUUTTUU!", "#ЗНАЧ!", "#ДЕЛ/0!", "#Н/Д",
        "#值!",
    ])
    func `a word for nothing is no password, and is not shown`(word: String) {
        let roster = read("username,password\nanna,\(word)\n")
        #expect(roster.marks == ["2:6 null-word"])
        #expect(roster.problems.map(\.detail) == [.password(.nullWord)])
    }

    @Test(arguments: [
        "nullmann", "anna.null@example.org", "nanette", "nina", "na", "nadia", "none1", "noneman@example.org",
        "undine", "ned", "nat.cole",
        "annull", "n.a.muster", "nick@example.org", "unknown.soldier@example.org", "leer", "blank",
    ])
    func `names that only remind of one are names`(name: String) {
        #expect(read("username,password\n\(name),secret-1\n").usernames == [name])
    }

    @Test(arguments: [
        "null-pointer-7", "none of these 4", "#Nava!jo7", "#1-Fan!", "#hashtag", "-nancy", "#Team!", "no", "-secret-",
        "NULLs are not passwords",
    ])
    func `passwords that only remind of one are passwords`(password: String) {
        #expect(read("username,password\nanna,\(password)\n").entries.map { $0.password?.reveal() } == [password])
    }

    @Test(arguments: [
        "state", "activate_on", "flowserv_id", "suspended", "archived", "userAccountControl", "terminationDate",
    ])
    func `in every other field it is a problem too`(header: String) {
        #expect(read("username,\(header)\nanna,NULL\n").problems.count == 1)
    }

    @Test(arguments: [
        "0001-01-01", "1601-01-01", "1899-12-30", "1900-01-00", "1904-01-01", "1970-01-01", "0000-00-00",
        "1970-01-01T00:00:00Z",
    ])
    func `the day with which a program begins to count is no day`(day: String) {
        #expect(read("username,activate_on\nanna,\(day)\n").codes == [.invalidDate])
    }
}

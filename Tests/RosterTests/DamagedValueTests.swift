import Testing

@testable import Roster

/// Values that the exporting program has already changed.
@Suite struct DamagedValueTests {
    @Test(arguments: [
        "1.23457E+11", "5,58199E+12", "1E+05", "1.5e7", "-2.5E-3", "12345.0", "12345.00", "12345,0", "1,234",
        "1,234,567", "1.234.567,00",
        "12345678901234500", "1-Mar", "01-Mar", "2-Sep", "Mar-01", "Sep-2024", "1-Mar-2026", "01. Mrz", "Mrz 01",
        "05-Okt", "01/03/2026",
        "3/1/2026", "01.03.2026", "2026-03-01", "2026-03-01 00:00:00", "TRUE", "FALSE", "WAHR", "VRAI", "J?rg",
        "M\u{FFFD}ller", "JÃ¶rg",
        "MÃ¼ller", "NoÃ«l", "Ð\u{90}Ð½Ð½Ð°", "Ã\u{89}milie", "oâ€™neill", "Â§anna",
        // "Jürgen", "Émile", "Łukasz" and "Иван" in UTF-8, as Python's cp437, cp850, mac_roman, cp1250, cp1251, shift_jis and koi8_r decode them.
        "J├╝rgen", "┼üukasz", "J√ºrgen", "≈Åukasz", "–ò–≤–∞–Ω", "JĂĽrgen", "Ă‰mile", "JГјrgen", "Г‰mile", "Mﾃｼller",
        "п≤п╡п╟п╫", "Ãœmit", "à¤¦à¥€à¤ªà¤•", "Pháº¡m", "È˜tefan", "аnnа", "pаul",
    ])
    func `a name that a program has changed is a problem that shows it`(name: String) {
        let roster = read("username;password\n\(name);secret-1\n")
        #expect(roster.codes == [.damagedValue] || roster.codes == [.controlCharacter], "\(roster.problems)")
    }

    @Test(arguments: [
        "Łukasz", "Žan", "Иван", "Řehoř", "Ăna", "Ştefan", "Ĺudovít", "Άννα", "Zoë", "Ångström", "Ærøskøbing", "ﾀﾅｶ",
        "タナカ", "山田太郎",
        "иванDev", "ОльгаIT", "Віктор", "Љиљана", "Ευάγγελος", "محمد", "گلپری", "Łódź", "Şîmşek", "Âna", "Élodie",
        "u€é", "cœé", "Guðí",
        "Nguyễn", "Ðorđe", "İpek", "anna-иванова",
    ])
    func `names of many languages are none of this`(name: String) {
        #expect(read("username;password\n\(name);secret-1\n").problems == [])
    }

    @Test(arguments: ["1.23457E+11", "5,58199E+12", "JÃ¶rg-Pass1"])
    func `so is a password, which is not shown`(password: String) {
        let roster = read("username;password\nanna;\(password)\n")
        #expect(roster.codes == [.damagedValue])
        #expect(roster.problems.allSatisfy { !"\($0.detail)".contains(password) })
    }

    @Test func `a number that has lost its zeros among numbers that have them is a problem`() {
        let roster = read("username,password\n0012345,secret-1\n0012346,secret-2\n12347,secret-3\n1234567,secret-4\n")
        #expect(roster.marks == ["4:1 lost-zeros"])
        #expect(roster.usernames == ["0012345", "0012346", "1234567"])
        #expect(roster.isComplete)
        let counted = read("username\n0012345\n0012346\n7\nanna\n")
        #expect(counted.marks == ["4:1 lost-zeros"])
        #expect(counted.usernames == ["0012345", "0012346", "anna"])
    }

    @Test func `so is such a password, which is not shown`() {
        let roster = read("username,password\nann,01021990\nbob,15121991\ncid,3041992\ndee,secret-1\n")
        #expect(roster.marks == ["4:5 lost-zeros"])
        #expect(roster.usernames == ["ann", "bob", "dee"])
        #expect(roster.problems.allSatisfy { !"\($0.detail)".contains("3041992") })
        #expect(read("username,password\nann,11021990\nbob,15121991\ncid,3041992\n").problems == [])
    }

    @Test func `numbers of every width are fine where none begins with a zero`() {
        #expect(read("username\n" + (1...1_200).map { "\($0)\n" }.joined()).problems == [])
        #expect(read("username\n007\n42\n").problems == [])
        #expect(read("username\n00123\n00456\nanna\n123456\n").problems == [])
    }

    @Test func `where most numbers have one width, the shorter ones are spoken of`() {
        let roster = read("username\n" + (0..<40).map { "\(12_345 + $0)\n" }.joined() + "347\n")
        #expect(roster.problems == [])
        #expect(roster.files.first?.notes == [.shorterNumbers(1, of: 41, width: 5)])
    }
}

import Testing

@testable import Roster

/// A column that may hold a password or a token is never kept, and is named as not read.
@Suite struct SecretColumnTests {
    private static let secrets = [
        "PW", "Initial PW", "New PW", "InitialPW", "userpw", "pw1", "PW 2", "Temp-PW", "tempPw", "pwInitial", "newpw",
        "api key", "API-Key", "apiKey", "пароль", "Пароль", "ПАРОЛЬ", "Начальный пароль", "contraseña", "Contraseña",
        "CONTRASEÑA",
        "contrasena", "Contraseña inicial", "mot de passe", "Mot de passe", "motDePasse", "MOT_DE_PASSE", "Parola",
        "parolă",
        "Hasło", "HASŁO", "haslo", "pass", "Pass1", "PIN", "pin code", "PinCode", "passcode", "Kennwort", "Passwort",
        "Passwort neu",
        "Erstpasswort", "Wachtwoord", "Lösenord", "lösenord", "Adgangskode", "Passord", "Salasana", "Jelszó", "Heslo",
        "Geslo",
        "Lozinka", "Лозинка", "парола", "Κωδικός", "ΚΩΔΙΚΟΣ ΠΡΟΣΒΑΣΗΣ", "Συνθηματικό", "Şifre", "ŞİFRE", "senha",
        "Senha",
        "Palavra-passe", "Clave", "mdp", "Slaptažodis", "Parole", "Parool", "Lykilorð", "Contrasenya", "パスワード", "密码",
        "비밀번호",
        "סיסמה", "كلمة المرور", "access token", "Bearer Token", "client_secret", "Secret", "Passphrase", "pswd",
        "psw", "pаssword",
        "One-time code", "OTP", "Recovery Code", "Zugangscode", "Initial [PW]",
    ]

    @Test(arguments: secrets) func `it is not kept, and named`(header: String) {
        for text in [
            "username,password,\(header)\nanna,x,geheim-7\n",
            "username,\(header),team\nanna,geheim-7,blue\n",
        ] {
            let roster = read(text)
            let entry = roster.entries.first
            #expect(entry.map { "\($0.fields)" }?.contains("geheim") != true, "\(header)")
            #expect(RowFilter.values(of: header, in: roster.entries, limit: 9).allSatisfy { $0.isEmpty })
            let isTaken = roster.files.first?.columns[.password] == header
            #expect(isTaken || roster.files.first?.unread == [header], "\(header): \(roster.files)")
        }
    }

    @Test func `nor of an XML document`() {
        let roster = read(
            "<users><user username='anna' PW='geheim-7'><contact><pin>geheim-8</pin></contact><team>blue</team></user></users>"
        )
        #expect(roster.entries.first?.fields == ["username": "anna", "contact": "", "team": "blue"])
    }

    @Test(arguments: [
        "team", "Compass", "Passport no", "Has logged in", "The slot", "these logs", "spin", "Opinion", "stage",
        "key", "seats",
        "Secretary", "keyboard", "E-mail", "class", "course1", "Wave", "Phone", "KW", "Pages logged", "Status text",
    ])
    func `any other column is kept`(header: String) {
        #expect(read("username,\(header)\nanna,x\n").entries.first?.fields[header] == "x")
    }
}

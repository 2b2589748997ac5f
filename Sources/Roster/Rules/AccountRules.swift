/// The rules that a roster's rows are held to, for an account that comes from elsewhere.
public enum AccountRules {
    /// The name as the server keeps it, without outer white space.
    public static func username(_ given: String) -> String {
        stripped(given)
    }

    /// What is wrong with a stripped name and what mends it, safe to print; nil when nothing is.
    public static func complaint(aboutUsername name: String) -> String? {
        switch NameRules.flaw(in: name) {
        case nil: nil
        case .empty: "The username is empty."
        case .tooLong(let scalars):
            "The username has \(scalars) characters, but flowServ holds \(NameRules.longestName).  Shorten it."
        case .control(let scalar):
            "\"\(escaped(name, limit: 80))\" has the control character \(escaped(String(scalar))) within.  "
                + "Delete it from the name."
        case .hidden(let scalar): NameRules.words(aboutHidden: scalar, in: name)
        }
    }

    /// Why nobody could log in with a password and what mends it, without the password; nil when nothing is wrong.
    public static func complaint(aboutPassword password: String) -> String? {
        let bytes = Array(password.utf8)
        return PasswordRules.flaw(in: bytes.span).map { flaw in
            flaw.message.prefix(1).uppercased() + flaw.message.dropFirst()
        }
    }
}

/// The rules for a roster's rows, applied to an account from another source.
public enum AccountRules {
    /// Returns the name as the server stores it, without surrounding white space.
    public static func username(_ given: String) -> String {
        stripped(given)
    }

    /// Returns the problem of a stripped name; nil if there is none.
    public static func problem(inUsername name: String) -> NameProblem? {
        NameRules.problem(in: name)
    }

    /// Returns the problem of a password; nil if there is none.
    public static func problem(inPassword password: String) -> PasswordProblem? {
        let bytes = Array(password.utf8)
        return PasswordRules.problem(in: bytes.span)
    }
}

/// The rules that a roster's rows are held to, for an account that comes from elsewhere.
public enum AccountRules {
    /// The name as the server keeps it, without outer white space.
    public static func username(_ given: String) -> String {
        stripped(given)
    }

    /// What is wrong with a stripped name; nil when nothing is.
    public static func problem(inUsername name: String) -> NameProblem? {
        NameRules.problem(in: name)
    }

    /// Why nobody could log in with a password; nil when nothing is wrong.
    public static func problem(inPassword password: String) -> PasswordProblem? {
        let bytes = Array(password.utf8)
        return PasswordRules.problem(in: bytes.span)
    }
}

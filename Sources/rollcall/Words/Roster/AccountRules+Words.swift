import Roster

extension AccountRules {
    /// Fails unless a username that was typed can be used.
    static func check(username name: String) throws {
        if let problem = problem(inUsername: name) { throw Failure(.usage, sentence(problem.words(for: name))) }
    }

    /// Fails unless somebody could log in with a password that was typed.
    static func check(password: String) throws {
        if let problem = problem(inPassword: password) { throw Failure(.usage, sentence(problem.words)) }
    }

    /// The words as a sentence of their own.
    private static func sentence(_ words: String) -> String { words.prefix(1).uppercased() + words.dropFirst() }
}

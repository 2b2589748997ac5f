import Roster

extension AccountRules {
    /// Throws unless a typed username can be used.
    static func check(username name: String) throws {
        guard !name.isEmpty else { throw Failure(.usage, "The username is empty.") }
        if let problem = problem(inUsername: name) { throw Failure(.usage, sentence(problem.words(for: name))) }
    }

    /// Throws unless a typed password can be used for a login.
    static func check(password: String) throws {
        if let problem = problem(inPassword: password) { throw Failure(.usage, sentence(problem.words)) }
    }

    /// Returns the words as a sentence of their own.
    private static func sentence(_ words: String) -> String { words.prefix(1).uppercased() + words.dropFirst() }
}

import ArgumentParser
import Provisioning

/// Shell completion of run numbers, the latest first.
///
/// Completion happens in the middle of typing, so after any failure there are no suggestions and no message.
enum RunNumbers {
    private static let most = 100

    /// Returns the completions.
    ///
    /// - Parameter words: The command line so far, starting with `rollcall`, with its quotes as typed.
    static func completions(for words: [String]) -> [String] {
        let given = words.dropFirst().map(unquoted)
        guard let settled = try? ResolvedArguments(given),
            let journal = try? journal(at: TypedFlags(settled.arguments).value(of: "--journal")),
            let runs = try? journal.runs(limit: most)
        else { return [] }
        return runs.map { String($0.id) }
    }

    private static func journal(at path: String?) throws -> Journal? {
        let path = path ?? JournalOptions.standardPath
        return try Journal.exists(at: path) ? Journal.looking(at: path) : nil
    }

    /// Returns a word as the shell would pass it, as far as completion needs it: without its quotes, and with the
    /// home directory.
    private static func unquoted(_ word: String) -> String {
        var word = word
        for quote in ["\"", "'"] where word.count > 1 && word.hasPrefix(quote) && word.hasSuffix(quote) {
            word = String(word.dropFirst().dropLast())
        }
        guard word.hasPrefix("~/"), let home = Environment.value("HOME") else { return word }
        return home + word.dropFirst()
    }
}

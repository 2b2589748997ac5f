import ArgumentParser
import Provisioning

/// The numbers of the runs for the completion of a shell, the latest first.
///
/// Whoever presses TAB is in the midst of a line: where anything is wrong, there is nothing to offer and nothing to say.
enum RunNumbers {
    private static let most = 100

    /// - Parameter words: The command line so far, from `rollcall` on, in the quotes that it was typed with.
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

    /// A word as the shell would pass it on, as far as completion needs that: without its quotes, and with the home directory.
    private static func unquoted(_ word: String) -> String {
        var word = word
        for quote in ["\"", "'"] where word.count > 1 && word.hasPrefix(quote) && word.hasSuffix(quote) {
            word = String(word.dropFirst().dropLast())
        }
        guard word.hasPrefix("~/"), let home = Environment.value("HOME") else { return word }
        return home + word.dropFirst()
    }
}

import Accounts
import Foundation
import Provisioning
import Synchronization

/// What somebody is told to type next, with the flags that this call was given to find server and journal: without them the
/// next one would look elsewhere.  What the environment or the file of settings says holds for it anyway.
///
/// Where a unit of systemd has started us, its user, its credentials and its variables are not those of whoever reads on: see
/// ``ServiceUnit``.
enum SuggestedCommand {
    /// The flags that say where things are.
    private static let places = [
        "--config", "--server", "--token-header", "--cacert", "--insecure-http", "--journal", "--shard",
    ]
    private static let given = Mutex<[(flag: String, value: String?)]>([])
    /// The command that was typed.
    private static let typedCommand = Mutex("")

    /// Takes down what was typed.
    ///
    /// - Parameter arguments: The words after `rollcall`, as they were typed.
    static func begin(_ arguments: [String]) {
        let flags = TypedFlags(arguments)
        let typed = places.compactMap { flag -> (String, String?)? in
            if flag == "--insecure-http" { return flags.has(flag) ? (flag, nil) : nil }
            return flags.value(of: flag).map { (flag, $0) }
        }
        given.withLock { $0 = typed }
        typedCommand.withLock { $0 = arguments.first ?? "" }
    }

    /// A call of rollcall, safe to be printed.
    ///
    /// - Parameters:
    ///   - words: The command and what follows it, as in `resume --activate-rest`.
    ///   - others: Flags that hold instead of those that were typed.
    static func text(_ words: String, _ others: [(flag: String, value: String)] = []) -> String {
        if others.isEmpty, let start = start(instead: words) { return start }
        let command = CommandNames.words(startOf: words.split(separator: " ")).joined(separator: " ")
        var flags = given.withLock { $0 }
        for other in others { flags = flags.filter { $0.flag != other.flag } + [other] }
        let known = flags.filter { flag, _ in
            flag == "--config" || Setting.all.contains { $0.flag == flag && $0.commands.contains(command) }
        }
        let added = known.map { flag, value in
            " \(flag)" + (value.map { " " + PrintableText.escaped(AccountName($0).shellWord) } ?? "")
        }
        return plain(command + added.joined() + underUnit(words).dropFirst(command.count))
    }

    /// The same words as the stand-in of a unit takes them: the rosters by their names, a file where the unit may write, and no
    /// question, for which a unit has no terminal.
    private static func underUnit(_ words: String) -> String {
        guard let unit = ServiceUnit.current, unit.program != nil else { return words }
        var words = words
        if let rosters = unit.rosters { words = words.replacing(" ROSTER", with: " " + rosters) }
        if let directory = Environment.value("STATE_DIRECTORY")?.prefix(while: { $0 != ":" }) {
            // Never over one that is there.
            let names = ["credentials"] + (2...99).map { "credentials-\($0)" }
            let files = names.map { "\(directory)/\($0).csv" }
            let file = files.first { !FileManager.default.fileExists(atPath: $0) }
            words = words.replacing("--credentials FILE", with: "--credentials \(file ?? "FILE")")
        }
        return words.hasPrefix("apply ") && !words.contains(" --yes") ? words + " --yes" : words
    }

    /// A call that has all its flags already.
    static func plain(_ words: some StringProtocol) -> String {
        (ServiceUnit.current?.program ?? "rollcall") + " " + words
    }

    /// The start of our unit, which carries on and begins anew alike, where that is what is to be typed.
    private static func start(instead words: String) -> String? {
        guard let unit = ServiceUnit.current, ["resume", "apply ROSTER"].contains(words) else { return nil }
        // Only a unit that applies does that; and with other flags than the unit's, it would look elsewhere.
        let isItsOwn =
            unit.isStandIn
            ? given.withLock { $0.isEmpty } : ["apply", "resume"].contains(typedCommand.withLock { $0 })
        return isItsOwn ? unit.start : nil
    }
}

import Accounts
import Foundation
import Provisioning
import Synchronization

/// A command that the user is told to type next, with the flags of this call that say where and how: without them the
/// next call would use another server or journal, or read the rosters differently.  The environment and the settings
/// file apply to it anyway.
///
/// If a systemd unit has started this process, its user, credentials and variables differ from the reader's: see
/// ``ServiceUnit``.
enum SuggestedCommand {
    /// The flags that specify locations.
    private static let places = [
        "--config", "--server", "--token-header", "--cacert", "--insecure-http", "--journal", "--shard",
    ]
    /// The flags that specify how rosters are read and planned, in addition to those of the roster section.
    private static let planning = [
        "--protect", "--max-changes", "--two-phase", "--generate-passwords", "--invite", "--password-length",
    ]
    private static let given = Mutex<[(flag: String, value: String?)]>([])
    /// The typed flags for the rosters.
    private static let rosterFlags = Mutex<[(flag: String, value: String?)]>([])
    /// The typed command.
    private static let typedCommand = Mutex("")

    /// Records the typed command.
    ///
    /// - Parameter arguments: The words after `rollcall`, as typed.
    static func remember(_ arguments: [String]) {
        let flags = TypedFlags(arguments)
        func typed(_ names: [String]) -> [(flag: String, value: String?)] {
            names.flatMap { name -> [(flag: String, value: String?)] in
                let isToggle = Setting.all.contains { $0.flag == name && $0.kind == .toggle }
                return isToggle ? (flags.has(name) ? [(name, nil)] : []) : flags.values(of: name).map { (name, $0) }
            }
        }
        given.withLock { $0 = typed(places) }
        let reading = Setting.groups.first { $0.title == HelpSection.rosters }?.settings.map(\.flag) ?? []
        rosterFlags.withLock { $0 = typed(reading.filter { !places.contains($0) } + planning) }
        typedCommand.withLock { $0 = arguments.first ?? "" }
    }

    /// Returns a rollcall command, safe to print.
    ///
    /// - Parameters:
    ///   - words: The command and its arguments, as in `resume --activate-rest`.
    ///   - others: Flags that replace the typed ones.
    static func text(_ words: String, _ others: [(flag: String, value: String)] = []) -> String {
        if others.isEmpty, let start = start(instead: words) { return start }
        let command = CommandNames.words(startOf: words.split(separator: " ")).joined(separator: " ")
        var flags = given.withLock { $0 }
        if words.contains(" ROSTER") {
            // The day of this call may have passed when somebody applies.
            flags += rosterFlags.withLock { $0 }.filter { flag, _ in
                !words.contains(flag) && (command != "apply" || flag != "--as-of")
            }
        }
        for other in others { flags = flags.filter { $0.flag != other.flag } + [other] }
        let known = flags.filter { flag, _ in
            flag == "--config" || Setting.all.contains { $0.flag == flag && $0.commands.contains(command) }
        }
        let added = known.map { flag, value in
            " \(flag)" + (value.map { " " + PrintableText.escaped(AccountName($0).shellWord) } ?? "")
        }
        return plain(command + added.joined() + underUnit(words).dropFirst(command.count))
    }

    /// Returns the words in the form that the unit's stand-in accepts: the rosters by their names, a file where the
    /// unit may write, and no prompt, because a unit has no terminal.
    private static func underUnit(_ words: String) -> String {
        guard let unit = ServiceUnit.current, unit.program != nil else { return words }
        var words = words
        if let rosters = unit.rosters { words = words.replacing(" ROSTER", with: " " + rosters) }
        if let directory = Environment.value("STATE_DIRECTORY")?.prefix(while: { $0 != ":" }) {
            // Never overwrite an existing file.
            let names = ["credentials"] + (2...99).map { "credentials-\($0)" }
            let files = names.map { "\(directory)/\($0).csv" }
            let file = files.first { !FileManager.default.fileExists(atPath: $0) }
            words = words.replacing("--credentials FILE", with: "--credentials \(file ?? "FILE")")
        }
        return words.hasPrefix("apply ") && !words.contains(" --yes") ? words + " --yes" : words
    }

    /// Returns a command that already has all its flags.
    static func plain(_ words: some StringProtocol) -> String {
        (ServiceUnit.current?.program ?? "rollcall") + " " + words
    }

    /// Returns the command that starts the unit, which both resumes and begins a run, if that is the command to type.
    private static func start(instead words: String) -> String? {
        guard let unit = ServiceUnit.current, ["resume", "apply ROSTER"].contains(words) else { return nil }
        // Only a unit that runs apply does both; and with flags other than the unit's, it would use another journal.
        let isItsOwn =
            unit.isStandIn
            ? given.withLock { $0.isEmpty } : ["apply", "resume"].contains(typedCommand.withLock { $0 })
        return isItsOwn ? unit.start : nil
    }
}

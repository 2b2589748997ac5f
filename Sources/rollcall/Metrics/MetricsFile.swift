import Accounts
import Foundation
import Provisioning
import Synchronization

/// How an `apply` or `resume` ended, in the file of `--metrics`: whatever the end, it is there for whoever is alerted.
enum MetricsFile {
    /// One call of rollcall that was to bring the server up to date.
    struct Attempt: Sendable {
        /// When it ended.
        let time: Date
        /// Its exit status.
        let status: Int32
        /// The run that it ended, if one had begun.
        var run: Int64?

        /// Its lines.
        var lines: [String] {
            MetricsText.gauge(
                "rollcall_last_attempt_timestamp_seconds",
                help: "Unix time of the end of the last apply or resume, successful or not.",
                time.timeIntervalSince1970.rounded(.down))
                + MetricsText.gauge(
                    "rollcall_last_attempt_exit_status",
                    help: "Exit status of the last apply or resume; 0 is success.",
                    Double(status))
                + MetricsText.gauge(
                    "rollcall_last_run_success", help: "Whether the last apply or resume was fully successful.",
                    status == 0 ? 1 : 0)
                + MetricsText.gauge(
                    "rollcall_last_attempt_run",
                    help: "Number of the run of the last apply or resume; absent when none began.",
                    run.map(Double.init))
        }
    }

    private struct State {
        let path: String
        /// Where the journal is that knows what is owed.
        let journal: String
        /// What the file said of the last success before this call.
        let lastSuccess: [String]
        /// What the file said of the last attempt before this call.
        let earlier: [String: Double]
        /// The status that the file has by now.
        var written: Int32?
        /// Whether the metrics of a run could not be written.
        var isFailing = false
    }

    private static let lastSuccess: Substring = "rollcall_last_success_timestamp_seconds"

    /// The file is none of ours to write, after all.
    static func forget() { state.withLock { $0 = nil } }

    /// This call has attempted nothing.  What the file tells of the last attempt stays, unless the run that was stopped then has
    /// come to its end all the same.
    static func keep(completed: Int64?) {
        state.withLock { state in
            guard let status = state?.earlier["rollcall_last_attempt_exit_status"], status != 0 else { return }
            // Whatever somebody has written there.
            let run = state?.earlier["rollcall_last_attempt_run"].flatMap(Int64.init(exactly:))
            if status < 128 || run == nil || run != completed { state = nil }
        }
    }

    private static let state = Mutex<State?>(nil)

    /// Takes down where the end is to be told, when this is a call that tells it.
    ///
    /// - Parameter arguments: The words after `rollcall`, with those of the environment and the file of settings.
    static func begin(_ arguments: [String]) {
        let flags = TypedFlags(arguments)
        guard let command = arguments.first, ["apply", "resume"].contains(command), !flags.has("--dry-run"),
            !flags.has("--help", short: "h"), let path = flags.value(of: "--metrics")
        else { return }
        let journal = flags.value(of: "--journal") ?? Environment.value("ROLLCALL_JOURNAL")
        let earlier = read(path)
        let success = earlier.split(separator: "\n").map(String.init).filter { family($0) == lastSuccess }
        state.withLock {
            $0 = State(
                path: path, journal: journal ?? JournalOptions.standardPath, lastSuccess: success,
                earlier: values(earlier))
        }
    }

    /// The same before the file of settings is read, which may be wrong.
    ///
    /// - Parameter given: The words after `rollcall`, as they were typed.
    static func begin(given: [String]) {
        let variable = Environment.value("ROLLCALL_METRICS") ?? metrics(ofFile: given)
        begin(given.prefix(1) + (variable.map { ["--metrics", $0] } ?? []) + given.dropFirst())
    }

    /// What the line `metrics:` of a file of settings says, whatever else is in it.
    private static func metrics(ofFile given: [String]) -> String? {
        let path = TypedFlags(given).value(of: "--config") ?? Environment.value("ROLLCALL_CONFIG")
        guard let path, let text = try? String(contentsOfFile: path, encoding: .utf8),
            let line = text.firstMatch(of: /(?m)^["']?metrics["']?:[ \t]+["']?([^"'#\n]+)/)
        else { return nil }
        return line.output.1.trimmingCharacters(in: .whitespaces)
    }

    /// Writes the metrics of a run, which tell of the end, too.
    static func write(_ text: String, to path: String, ending attempt: Attempt) throws {
        try state.withLock { state in
            state?.isFailing = true
            try write(text, to: path)
            state?.isFailing = false
            state?.written = attempt.status
        }
    }

    private static func values(_ text: String) -> [String: Double] {
        Dictionary(
            text.split(separator: "\n").compactMap { line in
                let words = line.split(separator: " ")
                guard words.count == 2, let value = Double(words[1]) else { return nil }
                return (String(words[0]), value)
            }, uniquingKeysWith: { $1 })
    }

    /// Tells of the end.  What the file says of the last run stays.
    ///
    /// - Throws: When the file cannot be written.
    static func end(_ status: Int32) throws {
        try state.withLock { state in
            // What cannot be written has been told already.
            guard let before = state, before.written != status, !before.isFailing else { return }
            state?.written = status
            try tell(status, before)
        }
    }

    /// Tells of an end that may come at any moment, unless the file tells of one.
    static func stopping(_ status: Int32) {
        state.withLock { state in
            guard let before = state, before.written == nil else { return }
            // When it cannot be written, whoever gets to the end says so.
            if (try? tell(status, before)) != nil { state?.written = status }
        }
    }

    private static func tell(_ status: Int32, _ state: State) throws {
        let attempt = Attempt(time: Date(), status: status)
        let earlier = read(state.path)
        var lines = attempt.lines
        // Where no run has told what is owed, and where what came after a run has failed.
        if state.written == nil {
            lines += known(state.journal, isSuccessKnown: !state.lastSuccess.isEmpty)
        } else if status != 0 {
            lines += state.lastSuccess
        }
        let replaced = Set(lines.map(family)).union(["rollcall_last_attempt_run"]).union(
            state.written != nil && status != 0 ? [lastSuccess] : [])
        let kept = earlier.split(separator: "\n").map(String.init).filter { line in
            family(line).hasPrefix("rollcall_") && !replaced.contains(family(line))
        }
        try write((lines + kept).map { $0 + "\n" }.joined(), to: state.path)
    }

    /// What is owed and, where the file did not say it, when the last success was; nothing when the journal cannot be read.
    private static func known(_ path: String, isSuccessKnown: Bool) -> [String] {
        guard let exists = try? Journal.exists(at: path) else { return [] }
        if !exists { return MetricsText.owed(0) }
        guard let journal = try? Journal.looking(at: path), let owed = try? journal.owedDeliveries() else {
            return []
        }
        let success = isSuccessKnown ? nil : (try? journal.runs())?.first { $0.status == .completed }?.finished
        return MetricsText.owed(owed)
            + (success.map { MetricsText.lastSuccess($0.date) } ?? [])
    }

    /// What the file says; of a pipe or device nothing, where reading may take for ever.
    private static func read(_ path: String) -> String {
        guard OutputFile.isReplaceable(path) else { return "" }
        return (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
    }

    /// Writes the whole file, or nothing.
    private static func write(_ text: String, to path: String) throws {
        // The collector runs as another user.
        try OutputFile.write(text, to: path, mode: 0o644)
    }

    /// What a line is about: `# TYPE name gauge`, `name{labels} value`.
    private static func family(_ line: String) -> Substring {
        let words = line.split(separator: " ", maxSplits: 3)
        let name = line.hasPrefix("# ") && words.count > 2 ? words[2] : words.first ?? ""
        return name.prefix { $0 != "{" }
    }
}

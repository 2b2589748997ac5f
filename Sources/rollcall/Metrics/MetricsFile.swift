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

        /// Its lines.
        var lines: [String] {
            MetricsText.gauge(
                "rollcall_last_attempt_timestamp_seconds",
                "When the last apply or resume ended, whatever it came to.",
                time.timeIntervalSince1970.rounded(.down))
                + MetricsText.gauge(
                    "rollcall_last_attempt_exit_status", "Its exit status; 0 when everything came true.",
                    Double(status))
                + MetricsText.gauge(
                    "rollcall_last_run_success", "Whether everything came true in the last apply or resume.",
                    status == 0 ? 1 : 0)
        }
    }

    private struct State {
        let path: String
        /// Where the journal is that knows what is owed.
        let journal: String
        /// What the file said of the last success before this call.
        let lastSuccess: [String]
        /// The status that the file has by now.
        var written: Int32?
    }

    private static let lastSuccess: Substring = "rollcall_last_success_timestamp_seconds"

    /// The file is none of ours to write, after all.
    static func forget() { state.withLock { $0 = nil } }

    private static let state = Mutex<State?>(nil)

    /// Takes down where the end is to be told, when this is a call that tells it.
    ///
    /// - Parameter arguments: The words after `rollcall`, with those of the environment and the file of settings.
    static func begin(_ arguments: [String]) {
        guard let command = arguments.first, ["apply", "resume"].contains(command), !arguments.contains("--dry-run"),
            !arguments.contains("--help"), let path = SettledArguments.value(of: "--metrics", in: arguments[...])
        else { return }
        let journal =
            SettledArguments.value(of: "--journal", in: arguments[...]) ?? Environment.value("ROLLCALL_JOURNAL")
        let earlier = (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
        let success = earlier.split(separator: "\n").map(String.init).filter { family($0) == lastSuccess }
        state.withLock {
            $0 = State(path: path, journal: journal ?? JournalOptions.standardPath, lastSuccess: success)
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
        let path = SettledArguments.value(of: "--config", in: given[...]) ?? Environment.value("ROLLCALL_CONFIG")
        guard let path, let text = try? String(contentsOfFile: path, encoding: .utf8),
            let line = text.firstMatch(of: /(?m)^["']?metrics["']?:[ \t]+["']?([^"'#\n]+)/)
        else { return nil }
        return line.output.1.trimmingCharacters(in: .whitespaces)
    }

    /// The file tells of the end already, with the metrics of a run.
    static func isWritten(_ attempt: Attempt) {
        state.withLock { $0?.written = attempt.status }
    }

    /// Tells of the end.  What the file says of the last run stays.
    ///
    /// - Throws: When the file cannot be written.
    static func end(_ status: Int32) throws {
        guard let state = state.withLock({ $0 }), state.written != status else { return }
        let attempt = Attempt(time: Date(), status: status)
        isWritten(attempt)
        let earlier = (try? String(contentsOfFile: state.path, encoding: .utf8)) ?? ""
        var lines = attempt.lines
        // Where no run has told what is owed, and where what came after a run has failed.
        if state.written == nil { lines += owed(state.journal) }
        if state.written != nil, status != 0 { lines += state.lastSuccess }
        let replaced = Set(lines.map(family)).union(state.written != nil && status != 0 ? [lastSuccess] : [])
        let kept = earlier.split(separator: "\n").map(String.init).filter { line in
            family(line).hasPrefix("rollcall_") && !replaced.contains(family(line))
        }
        try write((lines + kept).map { $0 + "\n" }.joined(), to: state.path)
    }

    /// What is owed, where there is a journal that can be read.
    private static func owed(_ journal: String) -> [String] {
        guard (try? Journal.exists(at: journal)) == true, let journal = try? Journal.looking(at: journal),
            let owed = try? journal.owedHandOuts()
        else { return [] }
        return MetricsText.owed(owed)
    }

    /// Writes the whole file, or nothing.
    static func write(_ text: String, to path: String) throws {
        try OutputFile.write(text, to: path)
        // The collector runs as another user.
        chmod(path, 0o644)
    }

    /// What a line is about: `# TYPE name gauge`, `name{labels} value`.
    private static func family(_ line: String) -> Substring {
        let words = line.split(separator: " ", maxSplits: 3)
        let name = line.hasPrefix("# ") && words.count > 2 ? words[2] : words.first ?? ""
        return name.prefix { $0 != "{" }
    }
}

import Accounts
import Foundation
import Provisioning
import Synchronization

/// The file of `--metrics`, which records how an `apply` or `resume` ended: it is written for every kind of end, so
/// that alerts can rely on it.
enum MetricsFile {
    /// One call of rollcall that should update the server.
    struct Attempt: Sendable {
        /// When it ended.
        let time: Date
        /// Its exit status.
        let status: Int32
        /// The run that it ended, if one had begun.
        var run: Int64?

        /// The lines of the attempt.
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
        /// The path of the journal, which knows what is owed.
        let journal: String
        /// The lines about the last success in the file before this call.
        let lastSuccess: [String]
        /// The values of the last attempt in the file before this call.
        let earlier: [String: Double]
        /// The status that is in the file now.
        var written: Int32?
        /// Whether the metrics of a run could not be written.
        var isFailing = false
    }

    private static let lastSuccess: Substring = "rollcall_last_success_timestamp_seconds"

    /// Stops writing the file, because it must not be written after all.
    static func forget() { state.withLock { $0 = nil } }

    /// Keeps the last attempt in the file, because this call has attempted nothing, unless the run that was stopped
    /// then has since ended.
    static func keep(completed: Int64?) {
        state.withLock { state in
            guard let status = state?.earlier["rollcall_last_attempt_exit_status"], status != 0 else { return }
            // The file may contain values from elsewhere.
            let run = state?.earlier["rollcall_last_attempt_run"].flatMap(Int64.init(exactly:))
            if status < 128 || run == nil || run != completed { state = nil }
        }
    }

    private static let state = Mutex<State?>(nil)

    /// Determines the file for a call that should write it.
    ///
    /// - Parameter arguments: The words after `rollcall`, with those from the environment and the settings file.
    static func prepare(_ arguments: [String]) {
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

    /// Determines the file before the settings file is read, which may be invalid.
    ///
    /// - Parameter given: The words after `rollcall`, as typed.
    static func prepare(given: [String]) {
        let variable = Environment.value("ROLLCALL_METRICS") ?? metrics(ofFile: given)
        prepare(given.prefix(1) + (variable.map { ["--metrics", $0] } ?? []) + given.dropFirst())
    }

    /// Returns the value of the line `metrics:` in a settings file, regardless of its other contents.
    private static func metrics(ofFile given: [String]) -> String? {
        let path = TypedFlags(given).value(of: "--config") ?? Environment.value("ROLLCALL_CONFIG")
        guard let path, let text = try? String(contentsOfFile: path, encoding: .utf8),
            let line = text.firstMatch(of: /(?m)^["']?metrics["']?:[ \t]+["']?([^"'#\n]+)/)
        else { return nil }
        return line.output.1.trimmingCharacters(in: .whitespaces)
    }

    /// Writes the metrics of a run, including how it ended.
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

    /// Records the end.  The lines about the last run stay.
    ///
    /// - Throws: If the file cannot be written.
    static func end(_ status: Int32) throws {
        try state.withLock { state in
            // A failed write has been reported already.
            guard let before = state, before.written != status, !before.isFailing else { return }
            state?.written = status
            try tell(status, before)
        }
    }

    /// Records an end that may come at any moment, unless the file already records one.
    static func stopping(_ status: Int32) {
        state.withLock { state in
            guard let before = state, before.written == nil else { return }
            // If it cannot be written, the regular end reports it.
            if (try? tell(status, before)) != nil { state?.written = status }
        }
    }

    private static func tell(_ status: Int32, _ state: State) throws {
        let attempt = Attempt(time: Surroundings.current.date(), status: status)
        let earlier = read(state.path)
        var lines = attempt.lines
        // No run has recorded what is owed, or a step after a run has failed.
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

    /// Returns the lines about what is owed and, if the file did not contain it, the last success; empty if the
    /// journal cannot be read.
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

    /// Returns the contents of the file; empty for a pipe or device, because reading one may block forever.
    private static func read(_ path: String) -> String {
        guard OutputFile.isReplaceable(path) else { return "" }
        return (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
    }

    /// Writes the file completely or not at all.
    private static func write(_ text: String, to path: String) throws {
        // The collector runs as another user.
        try OutputFile.write(text, to: path, mode: 0o644)
    }

    /// Returns the metric of a line: `# TYPE name gauge`, `name{labels} value`.
    private static func family(_ line: String) -> Substring {
        let words = line.split(separator: " ", maxSplits: 3)
        let name = line.hasPrefix("# ") && words.count > 2 ? words[2] : words.first ?? ""
        return name.prefix { $0 != "{" }
    }
}

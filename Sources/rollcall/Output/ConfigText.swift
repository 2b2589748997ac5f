/// The settings as `rollcall config` shows them.
struct ConfigText {
    let lines: [Line]

    /// One setting.
    struct Line: Encodable {
        let key: String
        /// Nothing for what is not set, `[redacted]` for a secret.
        let values: [String]
        /// A variable, a file with its line, or `default`.
        let origin: String
        /// The commands that have the flag.
        let commands: [String]

        init(_ setting: Setting, _ found: SettingSources.Found?) {
            key = setting.key
            commands = setting.commands.sorted()
            origin = found?.origin.words ?? "default"
            if let found {
                values = setting.isSecret ? ["[redacted]"] : found.values
            } else {
                values = setting.standard.isEmpty ? [] : [setting.standard]
            }
        }
    }

    /// `rollcall config --format json`.
    struct Document: Encodable {
        let schema = "rollcall.config/1"
        let settings: [Line]
    }

    /// A line a setting: its key, its value and its origin, in columns.
    func render() -> String {
        let shown = lines.map { line in
            (key: line.key, value: PrintableText.escaped(line.values.joined(separator: ", ")), origin: line.origin)
        }
        let keys = shown.map { PrintableText.columns($0.key) }.max() ?? 0
        let values = min(44, shown.map { PrintableText.columns($0.value) }.max() ?? 0)
        return shown.map { line in
            PrintableText.padded(line.key, to: keys) + "  "
                + PrintableText.padded(line.value.isEmpty ? "-" : line.value, to: values) + "  "
                + PrintableText.escaped(line.origin) + "\n"
        }.joined()
    }

    /// The variables that look like settings and are none.
    static func strangers(in environment: [String: String]) -> [String] {
        let known = Set(Setting.all.map(\.variable)).union(["ROLLCALL_CONFIG"])
        return environment.keys.filter { $0.hasPrefix("ROLLCALL_") && !known.contains($0) }.sorted()
    }
}

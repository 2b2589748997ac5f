import FlowServ

/// The settings in the output of `rollcall config`.
struct ConfigText {
    let lines: [Line]

    /// One setting.
    struct Line: Encodable {
        /// The title of its section in the help.
        let group: String
        let key: String
        /// The values: empty if not set, `[redacted]` for a secret.
        let values: [String]
        /// The source: a variable, a file with its line, or `default`.
        let origin: String
        /// The commands that have the flag.
        let commands: [String]

        /// Creates the line of a setting.
        ///
        /// - Parameter standard: The default value.
        init(_ setting: Setting, in group: String, _ found: SettingSources.Found?, standard: String) {
            self.group = group
            key = setting.key
            commands = setting.commands.sorted()
            origin = found?.origin.words ?? "default"
            if let found {
                values = setting.isSecret ? ["[redacted]"] : found.values
            } else {
                values = standard.isEmpty ? [] : [standard]
            }
        }

        /// Creates the line of another program's variable that rollcall reads.
        init(_ key: String, _ values: [String], origin: String) {
            group = "Shared with other programs"
            self.key = key
            self.values = values
            self.origin = origin
            commands = []
        }
    }

    /// Returns the variables of other programs that concern the connection to the server, without the login of a
    /// proxy; including those without effect.
    ///
    /// - Parameters:
    ///   - server: The server; nil if its address is invalid.
    ///   - hasAuthorities: Whether `cacert` sets the trusted authorities.
    static func surroundings(
        _ environment: [String: String], server: ServerAddress?, hasAuthorities: Bool
    ) -> [Line] {
        var lines: [Line] = []
        func origin(_ variable: String, _ reason: String?) -> String {
            variable + (reason.map { " (without effect: \($0))" } ?? "")
        }
        let isPlain = server?.scheme == "http"
        if let variable = ForwardProxy.variable(in: environment) {
            let proxy = ForwardProxy(environment[variable] ?? "")
            let reason: String? =
                if server?.isLoopback == true {
                    "the server is on this machine"
                } else if isPlain {
                    "plain http is never sent through it"
                } else if let server, ForwardProxy.isException(server, environment: environment) {
                    "noProxy names the server"
                } else {
                    nil
                }
            lines.append(
                Line("proxy", [proxy?.description ?? "not a proxy"], origin: origin(variable, reason)))
            if let variable = ["no_proxy", "NO_PROXY"].first(where: { environment[$0] != nil }) {
                lines.append(Line("noProxy", [environment[variable] ?? ""], origin: variable))
            }
        }
        let reason = isPlain ? "plain http has none" : hasAuthorities ? "cacert counts" : nil
        for variable in ["SSL_CERT_FILE", "SSL_CERT_DIR"] {
            if let value = environment[variable], !value.isEmpty {
                lines.append(Line("certificates", [value], origin: origin(variable, reason)))
            }
        }
        return lines
    }

    /// The output of `rollcall config --format json`.
    struct Document: Encodable {
        let schema = "rollcall.config/1"
        let settings: [Line]
    }

    /// Returns titled groups with one line per setting: its key, its value and its source, in columns.
    func render() -> String {
        let shown = lines.map { line in
            (
                group: line.group, key: line.key, value: PrintableText.escaped(line.values.joined(separator: ", ")),
                origin: line.origin
            )
        }
        let keys = shown.map { PrintableText.columns($0.key) }.max() ?? 0
        let values = min(44, shown.map { PrintableText.columns($0.value) }.max() ?? 0)
        var group = ""
        return shown.map { line in
            let title = line.group == group ? "" : (group.isEmpty ? "" : "\n") + line.group + ":\n"
            group = line.group
            return title + "  " + PrintableText.padded(line.key, to: keys) + "  "
                + PrintableText.padded(line.value.isEmpty ? "-" : line.value, to: values) + "  "
                + PrintableText.escaped(line.origin) + "\n"
        }.joined()
    }

    /// Returns the variables that look like settings but are not.
    static func strangers(in environment: [String: String]) -> [String] {
        let known = Set(Setting.all.map(\.variable)).union(["ROLLCALL_CONFIG", "ROLLCALL_UNIT"])
        return environment.keys.filter { $0.hasPrefix("ROLLCALL_") && !known.contains($0) }.sorted()
    }
}

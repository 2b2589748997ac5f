import ArgumentParser

/// The sections of the man page that the parser's own tool does not generate, in mdoc(7).
enum ManualSections {
    /// All sections.
    static var text: String {
        [environment, files, exitStatus, examples].flatMap(\.self).map { $0 + "\n" }.joined()
    }

    // MARK: Settings

    private static var environment: [String] {
        let options = Setting.all.filter { !$0.commands.isEmpty }
        let columns = [options.map(\.variable), options.map(\.flag), options.map(key)].map { column in
            "\"" + String(repeating: "x", count: column.map(\.count).max() ?? 0) + "\""
        }
        let others = surroundings.flatMap { [".It Ev \($0.variable)", $0.meaning] }
        return [
            ".Sh ENVIRONMENT",
            "Every option has a variable and a key in the file of settings that",
            ".Fl -config",
            "or",
            ".Ev ROLLCALL_CONFIG",
            "names.",
            "The option wins over the variable, and the variable over the file.",
            "An empty variable counts as not set.",
            "A switch is true or false; what can be repeated has one value per line.",
            ".Bl -column " + columns.joined(separator: " "),
        ] + options.map { ".It Ev \($0.variable) Ta Fl -\($0.name) Ta Cm \(key($0))" }
            + [".El", ".Pp", "Other variables are:", ".Bl -tag -width indent"]
            + Setting.all.filter(\.commands.isEmpty).flatMap { [".It Ev \($0.variable)"] + login($0) }
            + others + [".El"]
    }

    private static func key(_ setting: Setting) -> String { setting.otherKey ?? setting.key }

    /// Returns the text about a setting that is not an option.
    private static func login(_ setting: Setting) -> [String] {
        let meaning =
            switch setting.variable {
            case "FLOWSERV_ACCESS_TOKEN": "The token to use instead of a login."
            case "ROLLCALL_USERNAME": "The account to log in as."
            case "ROLLCALL_PASSWORD_FILE": "A file whose first line is the password of that account."
            default: "The password of that account.  Prefer a file."
            }
        return [meaning] + (setting.isSecret ? [] : ["In a file of settings", ".Cm \(setting.key) ."])
    }

    /// The variables of other programs that have an effect.
    private static let surroundings: [(variable: String, meaning: String)] = [
        ("ROLLCALL_CONFIG", "The file of settings."),
        (
            "FLOWSERV_API_PROTOCOL , FLOWSERV_API_HOST , FLOWSERV_API_PORT , FLOWSERV_API_PATH",
            "The server, if no option or setting names it."
        ),
        ("HTTPS_PROXY , NO_PROXY", "The proxy for https servers, and the hosts that are reached without it."),
        ("SSL_CERT_FILE , SSL_CERT_DIR", "Certificate authorities to trust instead of those of the system."),
        ("XDG_STATE_HOME , XDG_CONFIG_HOME", "Where the journal and saved logins are; see FILES."),
        ("TZ", "The time zone in which days begin."),
        ("TMPDIR", "Where rollcall check keeps the names of very large rosters."),
        ("NO_COLOR", "If set, nothing is coloured."),
    ]

    // MARK: Files

    private static var files: [String] {
        let journal = Setting.all.first { $0.name == "journal" }?.standard ?? ""
        let keys = Setting.all.filter { !$0.isSecret }.map(key)
        return [
            ".Sh FILES",
            ".Bl -tag -width indent",
            ".It Pa \(journal)",
            "The journal, unless",
            ".Fl -journal",
            "names another.",
            ".Ev XDG_STATE_HOME",
            "is",
            ".Pa ~/.local/state",
            "if it is not set.",
            "Beside it are its lock, with",
            ".Pa .lock",
            "at the end of the name, and the secrets of passwords that are not delivered yet, with",
            ".Pa .secret-... .",
            ".It Pa $XDG_CONFIG_HOME/rollcall/credentials",
            "The tokens that",
            ".Ql rollcall user login --save",
            "keeps.",
            ".Ev XDG_CONFIG_HOME",
            "is",
            ".Pa ~/.config",
            "if it is not set.",
            ".It Pa FILE",
            "What",
            ".Fl -config",
            "names: a file of settings in YAML or JSON, one setting per line.",
            "Its keys are \(keys.dropLast().joined(separator: ", ")) and \(keys.last ?? "").",
            ".El",
        ]
    }

    // MARK: Exit status and examples

    private static var exitStatus: [String] {
        [".Sh EXIT STATUS", ".Bd -literal"] + ExitStatus.table.split(separator: "\n").map(String.init) + [".Ed"]
    }

    private static var examples: [String] {
        let all = (CommandNames.commands.map(\.type) + [Rollcall.self]).compactMap { $0 as? any ExampledCommand.Type }
            .flatMap { $0.examples }
        return [".Sh EXAMPLES"]
            + all.flatMap { example in
                [escaped(example.purpose) + ":", ".Bd -literal -offset indent"]
                    + example.call.split(separator: "\n").map { escaped(String($0)) } + [".Ed"]
            }
    }

    /// Escapes a line of text so that a dash remains a plain hyphen that can be typed.
    private static func escaped(_ text: String) -> String {
        let text = text.replacing("\\", with: "\\e").replacing("-", with: "\\-")
        return text.hasPrefix(".") || text.hasPrefix("'") ? "\\&" + text : text
    }
}

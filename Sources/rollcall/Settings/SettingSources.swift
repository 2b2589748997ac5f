/// The sources of settings that no flag gives: the environment, then the configuration file.
struct SettingSources {
    private let environment = Environment.all
    /// The file of `--config`, if there is one.
    let file: SettingsFile?

    /// The source of a value.
    enum Origin: Hashable {
        case environment(variable: String)
        case file(path: String, line: Int)

        /// The source, for messages.
        var words: String {
            switch self {
            case .environment(let variable): variable
            case .file(let path, let line): "\(path):\(line)"
            }
        }
    }

    /// One setting's values and their source.
    struct Found: Hashable {
        let values: [String]
        let origin: Origin
    }

    /// Reads the configuration file.
    ///
    /// - Parameter config: The path of the configuration file, if one was given.
    init(config: String?) throws {
        if let path = config ?? Environment.value("ROLLCALL_CONFIG") {
            file = try SettingsFile(path)
        } else {
            file = nil
        }
    }

    /// Returns the configured values, or nil if there are none.  A variable takes precedence over the file; an empty
    /// one counts as not set.
    ///
    /// - Throws: ``Failure`` if the value is not of the setting's kind.
    func find(_ setting: Setting) throws -> Found? {
        if let text = environment[setting.variable], !text.isEmpty {
            return Found(values: try values(text, of: setting), origin: .environment(variable: setting.variable))
        }
        guard let file, let values = try file.values(of: setting), let line = file.line(of: setting) else {
            return nil
        }
        return Found(values: values, origin: .file(path: file.path, line: line))
    }

    private func values(_ text: String, of setting: Setting) throws -> [String] {
        switch setting.kind {
        case .text:
            return [text]
        case .list, .pairs:
            return text.split(whereSeparator: \.isNewline).map(String.init)
        case .integer:
            guard Int(text) != nil else {
                throw Failure(.usage, "\(setting.variable) is \"\(text)\", but must be a whole number.")
            }
            return [text]
        case .toggle:
            return [try toggle(text, of: setting.variable) ? "true" : "false"]
        }
    }

    /// Parses a switch in the environment: 1, true, yes, on; 0, false, no, off.
    private func toggle(_ text: String, of variable: String) throws -> Bool {
        switch text.lowercased() {
        case "0", "false", "no", "off": return false
        case "1", "true", "yes", "on": return true
        default: throw Failure(.usage, "\(variable) is \"\(text)\", but must be true or false.")
        }
    }
}

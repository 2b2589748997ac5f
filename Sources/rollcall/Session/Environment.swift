import Foundation

/// Settings from the environment: every flag `--some-name` can be given as ROLLCALL_SOME_NAME.
enum Environment {
    /// The variable's value; an empty one counts as not set.
    static func value(_ name: String) -> String? {
        guard let value = ProcessInfo.processInfo.environment[name], !value.isEmpty else { return nil }
        return value
    }

    /// Everything, for flowServ's own settings.
    static var all: [String: String] { ProcessInfo.processInfo.environment }

    /// The environment's word for a flag, as in `setting("token-header")` for ROLLCALL_TOKEN_HEADER.
    static func setting(_ flag: String) -> String? {
        value(variable(flag))
    }

    /// The values of a repeatable flag, one a line.
    static func list(_ flag: String) -> [String] {
        (setting(flag) ?? "").split(whereSeparator: \.isNewline).map(String.init)
    }

    /// A whole number from the environment.
    static func integer(_ flag: String) throws -> Int? {
        guard let text = setting(flag) else { return nil }
        guard let number = Int(text) else {
            throw Failure(.usage, "\(variable(flag)) is \"\(text)\", which is not a whole number.")
        }
        return number
    }

    /// A switch from the environment: 1, true, yes, on; 0, false, no, off.
    static func flag(_ flag: String) throws -> Bool {
        switch setting(flag)?.lowercased() {
        case nil, "0", "false", "no", "off": return false
        case "1", "true", "yes", "on": return true
        case let text?: throw Failure(.usage, "\(variable(flag)) is \"\(text)\"; write true or false.")
        }
    }

    private static func variable(_ flag: String) -> String {
        "ROLLCALL_" + flag.uppercased().replacingOccurrences(of: "-", with: "_")
    }
}

/// A value that can be set by a flag, in the environment or in the configuration file.
struct Setting: Hashable, Sendable {
    /// The form of its values.
    enum Kind: Hashable, Sendable {
        /// One text, which the command itself checks.
        case text
        /// A whole number.
        case integer
        /// On or off.
        case toggle
        /// Any number of texts.
        case list
        /// Any number of named texts, in text form `NAME=VALUE`.
        case pairs
    }

    /// The name of the flag without its dashes, as in `token-header`.
    let name: String
    /// Its letter, as in `-y`, if it has one.
    let short: Character?
    /// The form of its values.
    let kind: Kind
    /// The commands that have the flag, by their words after `rollcall`; empty if it is not a flag.
    let commands: Set<String>
    /// The default, in words.
    let standard: String
    /// The commands that take the flag only from the command line.
    let typedOnly: Set<String>
    /// Whether the value is never shown, and not allowed in a configuration file.
    let isSecret: Bool
    /// An alternative key in the configuration file.
    let otherKey: String?
    /// The prefix of the variable: rollcall's own, or one of flowServ's.
    let owner: String

    init(
        _ name: String, short: Character? = nil, _ kind: Kind = .text, of commands: Set<String>,
        standard: String? = nil, typedOnly: Set<String> = [], isSecret: Bool = false,
        owner: String = "rollcall", otherKey: String? = nil
    ) {
        self.otherKey = otherKey
        self.name = name
        self.short = short
        self.kind = kind
        self.commands = commands
        self.standard = standard ?? (kind == .toggle ? "false" : "")
        self.typedOnly = typedOnly
        self.isSecret = isSecret
        self.owner = owner
    }

    /// The flag, as in `--token-header`.
    var flag: String { "--" + name }

    /// The variable, as in `ROLLCALL_TOKEN_HEADER`.
    var variable: String { owner.uppercased() + "_" + name.uppercased().replacing("-", with: "_") }

    /// The key in the configuration file, as in `tokenHeader`.
    var key: String {
        let words = name.split(separator: "-")
        return words.dropFirst().reduce(String(words[0])) { $0 + $1.prefix(1).uppercased() + $1.dropFirst() }
    }
}

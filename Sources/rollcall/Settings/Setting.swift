/// Something that can be set by a flag, in the environment or in the configuration file.
struct Setting: Hashable, Sendable {
    /// What its values look like.
    enum Kind: Hashable, Sendable {
        /// One text, which the command itself judges.
        case text
        /// A whole number.
        case integer
        /// On or off.
        case toggle
        /// Any number of texts.
        case list
        /// Any number of texts with a name each; as texts, `NAME=VALUE`.
        case pairs
    }

    /// The name of the flag without its dashes, as in `token-header`.
    let name: String
    /// Its letter, as in `-y`, if it has one.
    let short: Character?
    /// What its values look like.
    let kind: Kind
    /// The commands that have the flag, by their words after `rollcall`; none for what is no flag.
    let commands: Set<String>
    /// What holds when nothing is set, in words.
    let standard: String
    /// Whether the value is never shown, and never in a configuration file.
    let isSecret: Bool
    /// Another key that the configuration file may have for it.
    let otherKey: String?
    /// Whose the variable is: rollcall's own, or one of flowServ's.
    let owner: String

    init(
        _ name: String, short: Character? = nil, _ kind: Kind = .text, of commands: Set<String>,
        standard: String? = nil, isSecret: Bool = false,
        owner: String = "rollcall", otherKey: String? = nil
    ) {
        self.otherKey = otherKey
        self.name = name
        self.short = short
        self.kind = kind
        self.commands = commands
        self.standard = standard ?? (kind == .toggle ? "false" : "")
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

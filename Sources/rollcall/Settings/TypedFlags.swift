/// The flags of a command line as typed, up to `--`.
///
/// A word that begins with a dash is never the value of a flag: the parser accepts such a value only after `=`.
struct TypedFlags {
    private let words: [String]

    /// Creates the flags.
    ///
    /// - Parameter line: The words after `rollcall`, or after the command.
    init(_ line: some Sequence<String>) {
        words = Array(line.prefix { $0 != "--" })
    }

    /// Returns whether a flag is given by its name, or by its letter, alone or among others as in `-yq`.
    func has(_ flag: String, short: Character? = nil) -> Bool {
        words.contains { word in
            word == flag || word.hasPrefix(flag + "=") || short.map(Self.letters(of: word).contains) == true
        }
    }

    /// Returns whether the flag of a setting is given.
    func has(_ setting: Setting) -> Bool { has(setting.flag, short: setting.short) }

    /// Returns the last value of a flag.
    func value(of flag: String) -> String? { values(of: flag).last }

    /// Returns all values of a flag.
    func values(of flag: String) -> [String] {
        words.indices.compactMap { index in
            if words[index].hasPrefix(flag + "=") { return String(words[index].dropFirst(flag.count + 1)) }
            return words[index] == flag && index + 1 < words.endIndex ? words[index + 1] : nil
        }
    }

    /// Every flag as typed, without its value.
    var names: [String] {
        words.filter { $0.hasPrefix("-") && $0 != "-" }.map { word in String(word.prefix { $0 != "=" }) }
    }

    /// Returns the letters of a word that begins with one dash.
    static func letters(of word: String) -> Substring {
        guard word.hasPrefix("-"), !word.hasPrefix("--") else { return "" }
        return word.dropFirst().prefix { $0 != "=" }
    }
}

/// Colours for people who look at a terminal; everywhere else, nothing.
struct Palette {
    private let isOn: Bool

    /// No colour at all.
    static let plain = Palette(isOn: false)

    /// What suits standard output.
    static var output: Palette { Palette(isOn: Console.outputIsTerminal && isWanted) }

    /// What suits standard error.
    static var errors: Palette { Palette(isOn: Console.errorIsTerminal && isWanted) }

    /// What a piece of text is.
    enum Role: String {
        case title = "1"
        case register = "32"
        case activate = "36"
        case settle = "33"
        case blocked = "31"
        case warning = "35"
        case aside = "2"
    }

    /// The text in the colour of its role.  It must be printable already.
    func callAsFunction(_ text: String, _ role: Role) -> String {
        isOn && !text.isEmpty ? "\u{1B}[\(role.rawValue)m\(text)\u{1B}[0m" : text
    }

    /// `NO_COLOR` with any value, or a terminal that calls itself dumb, wants none.
    private static var isWanted: Bool {
        Environment.value("NO_COLOR") == nil && Environment.value("TERM") != "dumb"
    }
}

/// Colours for terminals; without a terminal, none.
struct Palette {
    private let isOn: Bool

    /// A palette without colours.
    static let plain = Palette(isOn: false)

    /// The palette for standard output.
    static var output: Palette { Palette(isOn: Console.outputIsTerminal && isWanted) }

    /// The palette for standard error.
    static var errors: Palette { Palette(isOn: Console.errorIsTerminal && isWanted) }

    /// The role of a text.
    enum Role: String {
        case title = "1"
        case register = "32"
        case activate = "36"
        case settle = "33"
        case blocked = "31"
        case warning = "35"
        case aside = "2"
    }

    /// Returns the text in the colour of its role.  It must be printable already.
    func callAsFunction(_ text: String, _ role: Role) -> String {
        isOn && !text.isEmpty ? "\u{1B}[\(role.rawValue)m\(text)\u{1B}[0m" : text
    }

    /// Whether colours are wanted: not with `NO_COLOR` set to any value, nor on a dumb terminal.
    private static var isWanted: Bool {
        Environment.value("NO_COLOR") == nil && Environment.value("TERM") != "dumb"
    }
}

/// The sections of options in the help, in the order in which commands show them.
enum HelpSection {
    /// The most common options.
    static let common = "Common options"
    static let rosters = "Rosters"
    static let passwords = "Passwords and delivery"
    static let safety = "Safety"
    static let server = "Server and login"
    static let journal = "Journal"
    static let speed = "Speed"
    static let output = "Output"
}
